package io.github.azurediscovery.azure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.source.AskingInterval;
import org.jspecify.annotations.Nullable;

/**
 * Everything the Azure side wants to know.
 *
 * @param cloud the cloud, or {@code null} for the one instance metadata names, else the
 * public one
 * @param endpoints endpoints that differ from the cloud's
 * @param credential how to prove who we are
 * @param scope where to look
 * @param tags the tag convention
 * @param address which address callers use
 * @param excludeSelf whether this VM is left out
 * @param ownAddress this VM's address where instance metadata cannot tell
 * @param timeout the time one request may take
 * @param statusInterval how often power state and health are asked for
 * @param services the configured services
 */
public record AzureSettings(@Nullable AzureCloudKind cloud, AzureEndpoints endpoints, CredentialSettings credential,
		ScopeSettings scope, TagSettings tags, AddressKind address, boolean excludeSelf, @Nullable String ownAddress,
		Duration timeout, Duration statusInterval, List<AzureServiceDefinition> services) {

	/** The defaults, without services. */
	public static final AzureSettings DEFAULT = new AzureSettings(null, AzureEndpoints.OF_CLOUD,
			CredentialSettings.DEFAULT, ScopeSettings.OWN, TagSettings.DEFAULT, AddressKind.PRIVATE, false, null,
			Duration.ofSeconds(15), Duration.ofMinutes(2), List.of());

	public AzureSettings {
		services = List.copyOf(services);
		AskingInterval.check("refresh.timeout", timeout);
		AskingInterval.check("refresh.status-interval", statusInterval);
	}

	/**
	 * Return the same settings with further services.
	 * @param more the services to add
	 * @return the settings
	 */
	public AzureSettings withServices(List<AzureServiceDefinition> more) {
		List<AzureServiceDefinition> all = new ArrayList<>(this.services);
		all.addAll(more);
		return new AzureSettings(this.cloud, this.endpoints, this.credential, this.scope, this.tags, this.address,
				this.excludeSelf, this.ownAddress, this.timeout, this.statusInterval, all);
	}

	/**
	 * Return the same settings with another tag convention.
	 * @param tags the tag convention
	 * @return the settings
	 */
	public AzureSettings withTags(TagSettings tags) {
		return new AzureSettings(this.cloud, this.endpoints, this.credential, this.scope, tags, this.address,
				this.excludeSelf, this.ownAddress, this.timeout, this.statusInterval, this.services);
	}

}
