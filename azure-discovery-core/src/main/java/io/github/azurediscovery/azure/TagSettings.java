package io.github.azurediscovery.azure;

import java.util.List;

/**
 * The tags by which VMs and scale sets declare the services they serve.
 *
 * @param enabled whether the tag convention is in effect; otherwise tags do not complete
 * configured services either, except for those in {@code metadata}
 * @param nics whether tags of network interfaces count as well
 * @param service name of the tag that names the services, comma-separated
 * @param port name of the tag that lists their ports, in the same order
 * @param instancePort name of the tag by which one instance overrides the ports
 * @param secure name of the tag that tells whether callers use TLS
 * @param weight name of the tag that becomes the metadata {@code weight}
 * @param managementPort name of the tag that becomes {@code management.port}
 * @param managementPath name of the tag that becomes {@code management.context-path}
 * @param metadataPrefix tags that start with it become metadata under the rest of their
 * name
 * @param metadata names, or patterns with {@code *}, of further tags that become metadata
 * @param serviceId template of the service id, of {@code {name}}, {@code {port}} and
 * {@code {region}}
 * @param include tags that a VM must have, all of them
 * @param exclude tags that a VM must not have, none of them
 * @param services ids of the services that tags may declare, {@code *} stands for any
 * characters; empty for all
 */
public record TagSettings(boolean enabled, boolean nics, String service, String port, String instancePort,
		String secure, String weight, String managementPort, String managementPath, String metadataPrefix,
		List<String> metadata, String serviceId, List<ResourceTagMatch> include, List<ResourceTagMatch> exclude,
		List<String> services) {

	/** The convention with the prefix {@code Discovery}. */
	public static final TagSettings DEFAULT = ofPrefix("Discovery");

	public TagSettings {
		metadata = List.copyOf(metadata);
		include = List.copyOf(include);
		exclude = List.copyOf(exclude);
		services = List.copyOf(services);
	}

	/**
	 * Return the convention with a prefix.
	 * @param prefix the prefix, such as {@code HAProxy}, without the colon
	 */
	public static TagSettings ofPrefix(String prefix) {
		return builder(prefix).build();
	}

	/**
	 * Return a builder that holds the convention with a prefix.
	 * @param prefix the prefix, without the colon
	 */
	public static Builder builder(String prefix) {
		return new Builder(prefix);
	}

	/** Return a builder that holds these settings. */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/** Return these settings with the tag convention switched off. */
	public TagSettings disabled() {
		return toBuilder().enabled(false).build();
	}

	/** Builds {@link TagSettings}. What is not set keeps its default. */
	public static final class Builder {

		private boolean enabled = true;

		private boolean nics;

		private String service;

		private String port;

		private String instancePort;

		private String secure;

		private String weight;

		private String managementPort;

		private String managementPath;

		private String metadataPrefix;

		private List<String> metadata = List.of();

		private String serviceId = "{name}";

		private List<ResourceTagMatch> include = List.of();

		private List<ResourceTagMatch> exclude = List.of();

		private List<String> services = List.of();

		private Builder(String prefix) {
			this.service = prefix + ":Service:Name";
			this.port = prefix + ":Service:Port";
			this.instancePort = prefix + ":Instance:Port";
			this.secure = prefix + ":Service:Secure";
			this.weight = prefix + ":Instance:Weight";
			this.managementPort = prefix + ":Management:Port";
			this.managementPath = prefix + ":Management:Path";
			this.metadataPrefix = prefix + ":Metadata:";
		}

		private Builder(TagSettings settings) {
			this.enabled = settings.enabled;
			this.nics = settings.nics;
			this.service = settings.service;
			this.port = settings.port;
			this.instancePort = settings.instancePort;
			this.secure = settings.secure;
			this.weight = settings.weight;
			this.managementPort = settings.managementPort;
			this.managementPath = settings.managementPath;
			this.metadataPrefix = settings.metadataPrefix;
			this.metadata = settings.metadata;
			this.serviceId = settings.serviceId;
			this.include = settings.include;
			this.exclude = settings.exclude;
			this.services = settings.services;
		}

		/** Set whether the tag convention is in effect, {@code true} by default. */
		public Builder enabled(boolean enabled) {
			this.enabled = enabled;
			return this;
		}

		/**
		 * Set whether tags of network interfaces count as well, {@code false} by default.
		 */
		public Builder nics(boolean nics) {
			this.nics = nics;
			return this;
		}

		/** Set the tag that names the services. */
		public Builder service(String service) {
			this.service = service;
			return this;
		}

		/** Set the tag that lists the ports. */
		public Builder port(String port) {
			this.port = port;
			return this;
		}

		/** Set the tag by which one instance overrides the ports. */
		public Builder instancePort(String instancePort) {
			this.instancePort = instancePort;
			return this;
		}

		/** Set the tag that tells whether callers use TLS. */
		public Builder secure(String secure) {
			this.secure = secure;
			return this;
		}

		/** Set the tag that becomes the metadata {@code weight}. */
		public Builder weight(String weight) {
			this.weight = weight;
			return this;
		}

		/** Set the tag that becomes the metadata {@code management.port}. */
		public Builder managementPort(String managementPort) {
			this.managementPort = managementPort;
			return this;
		}

		/** Set the tag that becomes the metadata {@code management.context-path}. */
		public Builder managementPath(String managementPath) {
			this.managementPath = managementPath;
			return this;
		}

		/** Set the prefix of tags that become metadata. */
		public Builder metadataPrefix(String metadataPrefix) {
			this.metadataPrefix = metadataPrefix;
			return this;
		}

		/** Set the names or patterns of further tags that become metadata. */
		public Builder metadata(List<String> metadata) {
			this.metadata = metadata;
			return this;
		}

		/** Set the template of the service id. */
		public Builder serviceId(String serviceId) {
			this.serviceId = serviceId;
			return this;
		}

		/** Set the tags a VM must have. */
		public Builder include(List<ResourceTagMatch> include) {
			this.include = include;
			return this;
		}

		/** Set the tags a VM must not have. */
		public Builder exclude(List<ResourceTagMatch> exclude) {
			this.exclude = exclude;
			return this;
		}

		/** Set the ids or patterns of the services that tags may declare. */
		public Builder services(List<String> services) {
			this.services = services;
			return this;
		}

		/** Build the settings. */
		public TagSettings build() {
			return new TagSettings(this.enabled, this.nics, this.service, this.port, this.instancePort, this.secure,
					this.weight, this.managementPort, this.managementPath, this.metadataPrefix, this.metadata,
					this.serviceId, this.include, this.exclude, this.services);
		}

	}

}
