package io.github.azurediscovery.azure;

import java.util.List;

/**
 * The tags by which VMs and scale sets say which services they carry.
 *
 * @param enabled whether the tag convention is followed; otherwise tags say nothing of
 * configured services either, those in {@code metadata} aside
 * @param nics whether tags of network interfaces count as well
 * @param service name of the tag that names the services, comma-separated
 * @param port name of the tag with their ports, in the same order
 * @param instancePort name of the tag with which one instance overrides the ports
 * @param secure name of the tag that says whether callers use TLS
 * @param weight name of the tag that becomes the metadata {@code weight}
 * @param managementPort name of the tag that becomes {@code management.port}
 * @param managementPath name of the tag that becomes {@code management.context-path}
 * @param metadataPrefix tags that start with it become metadata under the rest of their
 * name
 * @param metadata names, or patterns with {@code *}, of further tags that become metadata
 * @param serviceId template of the service id, of {@code {name}}, {@code {port}} and
 * {@code {region}}
 * @param include every one must match
 * @param exclude none may match
 * @param services ids of the services that may be joined by the convention, {@code *}
 * stands for any characters; empty for all
 */
public record TagSettings(boolean enabled, boolean nics, String service, String port, String instancePort,
		String secure, String weight, String managementPort, String managementPath, String metadataPrefix,
		List<String> metadata, String serviceId, List<TagMatch> include, List<TagMatch> exclude,
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
	 * The convention with a prefix, such as {@code HAProxy}.
	 * @param prefix the prefix, without the colon
	 * @return the settings
	 */
	public static TagSettings ofPrefix(String prefix) {
		return new TagSettings(true, false, prefix + ":Service:Name", prefix + ":Service:Port",
				prefix + ":Instance:Port", prefix + ":Service:Secure", prefix + ":Instance:Weight",
				prefix + ":Management:Port", prefix + ":Management:Path", prefix + ":Metadata:", List.of(), "{name}",
				List.of(), List.of(), List.of());
	}

	/**
	 * Return settings that follow no tag convention.
	 * @return the same settings, not enabled
	 */
	public TagSettings disabled() {
		return new TagSettings(false, this.nics, this.service, this.port, this.instancePort, this.secure, this.weight,
				this.managementPort, this.managementPath, this.metadataPrefix, this.metadata, this.serviceId,
				this.include, this.exclude, this.services);
	}

}
