package io.github.azurediscovery.azure.lookup;

import java.util.List;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.lookup.DeclaredServices.DeclarationProblem;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.catalog.PortNumber;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.source.BooleanFlagText;
import org.jspecify.annotations.Nullable;

/**
 * Reads port and TLS of a configured service from its settings or from the tags of a VM.
 * Tags complete the configuration and never weaken it: they may switch TLS on, not off.
 * With the tag convention switched off, they are ignored.
 */
public final class ConfiguredServiceReader {

	private final AzureServiceDefinition lookup;

	private final TagSettings settings;

	public ConfiguredServiceReader(AzureServiceDefinition lookup, TagSettings settings) {
		this.lookup = lookup;
		this.settings = settings;
	}

	DeclaredServices read(ResourceTags tags) {
		ResourceTags heeded = this.settings.enabled() ? tags : ResourceTags.NONE;
		if (this.lookup.port() != null) {
			return at(this.lookup.port(), heeded);
		}
		String text = first(heeded, this.settings.instancePort());
		if (text == null) {
			text = first(heeded, this.settings.port());
		}
		if (text == null) {
			return DeclaredServices.invalid(this.lookup.service(), RejectionReason.NO_PORT, withoutPort());
		}
		Integer port = PortNumber.parse(text);
		if (port == null) {
			return DeclaredServices.invalid(this.lookup.service(), RejectionReason.INVALID_PORT,
					"bad port '" + text + "': not a number " + PortNumber.BOUNDS);
		}
		return at(port, heeded);
	}

	private DeclaredServices at(int port, ResourceTags tags) {
		String service = this.lookup.service();
		if (this.lookup.secure() != null) {
			return valid(service, port, this.lookup.secure());
		}
		String tagged = first(tags, this.settings.secure());
		Boolean secure = DiscoveryTagValues.secure(tagged, port);
		if (secure == null) {
			return DeclaredServices.invalid(service, RejectionReason.INVALID_TLS,
					"bad value '" + tagged + "' of tag " + this.settings.secure() + ": not " + BooleanFlagText.CHOICES);
		}
		if (!secure && DiscoveryTagValues.isSecure(port)) {
			DeclarationProblem ignored = new DeclarationProblem(service, RejectionReason.TLS_NOT_DISABLED,
					"tag " + this.settings.secure() + "=" + tagged + " does not switch off TLS at port " + port
							+ " of a configured service: only azure.discovery.services." + service
							+ ".secure=false does");
			return new DeclaredServices(List.of(ServiceBinding.tls(service, port)), List.of(ignored));
		}
		return valid(service, port, secure);
	}

	private static DeclaredServices valid(String service, int port, boolean secure) {
		return new DeclaredServices(
				List.of(secure ? ServiceBinding.tls(service, port) : ServiceBinding.plain(service, port)), List.of());
	}

	private String withoutPort() {
		String property = "no port: set azure.discovery.services." + this.lookup.service() + ".port";
		return this.settings.enabled() ? property + ", or tag " + this.settings.port()
				: property + "; no tag is read for it, since azure.discovery.tags.enabled=false";
	}

	private static @Nullable String first(ResourceTags tags, String name) {
		return DiscoveryTagValues.at(DiscoveryTagValues.list(tags.get(name)), 0);
	}

}
