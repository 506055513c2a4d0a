package io.github.azurediscovery.azure;

import java.util.List;

import io.github.azurediscovery.azure.Carried.Problem;
import io.github.azurediscovery.catalog.Rejection.Kind;
import io.github.azurediscovery.source.FlagText;
import org.jspecify.annotations.Nullable;

/**
 * Reads port and TLS of a configured service, from its settings or the VM's tags. Tags
 * complete what is configured and never weaken it: they may switch TLS on, not off. Where
 * the tag convention is not followed, they say nothing.
 */
final class ConfiguredService {

	private final ServiceLookup lookup;

	private final TagSettings settings;

	ConfiguredService(ServiceLookup lookup, TagSettings settings) {
		this.lookup = lookup;
		this.settings = settings;
	}

	Carried read(TagSet tags) {
		TagSet heeded = this.settings.enabled() ? tags : TagSet.NONE;
		if (this.lookup.port() != null) {
			return at(this.lookup.port(), heeded);
		}
		String text = first(heeded, this.settings.instancePort());
		if (text == null) {
			text = first(heeded, this.settings.port());
		}
		if (text == null) {
			return Carried.problem(this.lookup.service(), Kind.PORT, withoutPort());
		}
		Integer port = Ports.parse(text);
		if (port == null) {
			return Carried.problem(this.lookup.service(), Kind.PORT,
					"bad port '" + text + "': not a number from 1 to 65535");
		}
		return at(port, heeded);
	}

	private Carried at(int port, TagSet tags) {
		String service = this.lookup.service();
		if (this.lookup.secure() != null) {
			return new Carried(List.of(new Binding(service, port, this.lookup.secure(), false)), List.of());
		}
		String tagged = first(tags, this.settings.secure());
		Boolean secure = Ports.secure(tagged, port);
		if (secure == null) {
			return Carried.problem(service, Kind.TLS,
					"bad value '" + tagged + "' of tag " + this.settings.secure() + ": not " + FlagText.CHOICES);
		}
		if (!secure && Ports.isSecure(port)) {
			Problem ignored = Problem.note(service, Kind.TLS,
					"tag " + this.settings.secure() + "=" + tagged + " takes no TLS away from port " + port
							+ " of a configured service: only azure.discovery.services." + service
							+ ".secure=false does");
			return new Carried(List.of(new Binding(service, port, true, false)), List.of(ignored));
		}
		return new Carried(List.of(new Binding(service, port, secure, false)), List.of());
	}

	private String withoutPort() {
		String property = "no port: set azure.discovery.services." + this.lookup.service() + ".port";
		return this.settings.enabled() ? property + ", or tag " + this.settings.port()
				: property + "; no tag is read for it, since azure.discovery.tags.enabled=false";
	}

	private static @Nullable String first(TagSet tags, String name) {
		return Ports.at(Ports.list(tags.get(name)), 0);
	}

}
