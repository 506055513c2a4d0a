package io.github.azurediscovery.azure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.setting.SettingBounds;
import org.jspecify.annotations.Nullable;

/**
 * The settings of discovery in Azure.
 *
 * @param cloud the cloud, or {@code null} for the one that instance metadata names, and
 * the public cloud without instance metadata
 * @param endpoints endpoints that differ from those of the cloud
 * @param credential how to authenticate
 * @param scope the subscriptions, resource groups and regions to search
 * @param tags the tag convention
 * @param address the kind of address that callers connect to
 * @param excludeSelf whether to leave out the VM this process runs on
 * @param ownAddress the address of this VM where instance metadata is not available
 * @param timeout the time limit of one request
 * @param statusInterval the time between two queries of power state and health
 * @param services the configured services
 * @param details whether instances carry more metadata than callers need: resource id and
 * operating system
 */
public record AzureSettings(@Nullable AzureCloudKind cloud, AzureEndpoints endpoints, CredentialSettings credential,
		ScopeSettings scope, TagSettings tags, VmAddressKind address, boolean excludeSelf, @Nullable String ownAddress,
		Duration timeout, Duration statusInterval, List<AzureServiceDefinition> services, boolean details) {

	/** The defaults, without services. */
	public static final AzureSettings DEFAULT = builder().build();

	public AzureSettings {
		services = List.copyOf(services);
		SettingBounds.interval("refresh.timeout", timeout);
		SettingBounds.interval("refresh.status-interval", statusInterval);
	}

	/** Return a builder that holds the defaults. */
	public static Builder builder() {
		return new Builder();
	}

	/** Return a builder that holds these settings. */
	public Builder toBuilder() {
		return new Builder().cloud(this.cloud)
			.endpoints(this.endpoints)
			.credential(this.credential)
			.scope(this.scope)
			.tags(this.tags)
			.address(this.address)
			.excludeSelf(this.excludeSelf)
			.ownAddress(this.ownAddress)
			.timeout(this.timeout)
			.statusInterval(this.statusInterval)
			.services(this.services)
			.details(this.details);
	}

	/**
	 * Return these settings with more services.
	 * @param more the services to add
	 */
	public AzureSettings withServices(List<AzureServiceDefinition> more) {
		List<AzureServiceDefinition> all = new ArrayList<>(this.services);
		all.addAll(more);
		return toBuilder().services(all).build();
	}

	/**
	 * Return these settings with another tag convention.
	 * @param tags the tag convention
	 */
	public AzureSettings withTags(TagSettings tags) {
		return toBuilder().tags(tags).build();
	}

	/** Builds {@link AzureSettings}. What is not set keeps its default. */
	public static final class Builder {

		private @Nullable AzureCloudKind cloud;

		private AzureEndpoints endpoints = AzureEndpoints.OF_CLOUD;

		private CredentialSettings credential = CredentialSettings.DEFAULT;

		private ScopeSettings scope = ScopeSettings.OWN;

		private TagSettings tags = TagSettings.DEFAULT;

		private VmAddressKind address = VmAddressKind.PRIVATE;

		private boolean excludeSelf;

		private @Nullable String ownAddress;

		private Duration timeout = Duration.ofSeconds(15);

		private Duration statusInterval = Duration.ofMinutes(2);

		private List<AzureServiceDefinition> services = List.of();

		private boolean details;

		private Builder() {
		}

		/** Set the cloud; {@code null} detects it from instance metadata. */
		public Builder cloud(@Nullable AzureCloudKind cloud) {
			this.cloud = cloud;
			return this;
		}

		/** Set the endpoints that differ from those of the cloud. */
		public Builder endpoints(AzureEndpoints endpoints) {
			this.endpoints = endpoints;
			return this;
		}

		/** Set how to authenticate. */
		public Builder credential(CredentialSettings credential) {
			this.credential = credential;
			return this;
		}

		/** Set the subscriptions, resource groups and regions to search. */
		public Builder scope(ScopeSettings scope) {
			this.scope = scope;
			return this;
		}

		/** Set the tag convention. */
		public Builder tags(TagSettings tags) {
			this.tags = tags;
			return this;
		}

		/** Set the kind of address that callers connect to. */
		public Builder address(VmAddressKind address) {
			this.address = address;
			return this;
		}

		/** Set whether to leave out this VM, {@code false} by default. */
		public Builder excludeSelf(boolean excludeSelf) {
			this.excludeSelf = excludeSelf;
			return this;
		}

		/** Set the address of this VM where instance metadata is not available. */
		public Builder ownAddress(@Nullable String ownAddress) {
			this.ownAddress = ownAddress;
			return this;
		}

		/** Set the time limit of one request, 15 s by default. */
		public Builder timeout(Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/** Set the time between two status queries, 2 min by default. */
		public Builder statusInterval(Duration statusInterval) {
			this.statusInterval = statusInterval;
			return this;
		}

		/** Set the configured services. */
		public Builder services(List<AzureServiceDefinition> services) {
			this.services = services;
			return this;
		}

		/**
		 * Set whether instances carry resource id and operating system as metadata,
		 * {@code false} by default: each VM then takes more memory.
		 */
		public Builder details(boolean details) {
			this.details = details;
			return this;
		}

		/**
		 * Build the settings.
		 * @throws IllegalArgumentException if an interval is out of range
		 */
		public AzureSettings build() {
			return new AzureSettings(this.cloud, this.endpoints, this.credential, this.scope, this.tags, this.address,
					this.excludeSelf, this.ownAddress, this.timeout, this.statusInterval, this.services, this.details);
		}

	}

}
