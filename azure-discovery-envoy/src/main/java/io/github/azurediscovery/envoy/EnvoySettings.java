package io.github.azurediscovery.envoy;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;

import io.github.azurediscovery.setting.SettingBounds;
import org.jspecify.annotations.Nullable;

/**
 * What Envoy and proxyless gRPC are given.
 *
 * @param cluster what clusters are like
 * @param edgePort the port on which Envoy listens and routes by host name to the service
 * of that name, or {@code null} for clusters only
 * @param zonePreference whether a client with a locality is sent to its own zone first
 * @param directory the directory for resources as files, or {@code null} for none
 * @param services services that have a cluster even before their first instance
 */
public record EnvoySettings(ClusterSettings cluster, @Nullable Integer edgePort, boolean zonePreference,
		@Nullable Path directory, Set<String> services) {

	/** The defaults. */
	public static final EnvoySettings DEFAULT = new EnvoySettings(ClusterSettings.DEFAULT, null, false, null, Set.of());

	public EnvoySettings {
		if (edgePort != null) {
			SettingBounds.between("envoy.edge.port", edgePort, 1, 65_535);
		}
		SettingBounds.require(directory == null || directory.isAbsolute(), "envoy.directory", directory,
				"an absolute path");
		services = Set.copyOf(services);
	}

	/**
	 * Return the same settings with other clusters.
	 * @param cluster what clusters are like
	 * @return the settings
	 */
	public EnvoySettings withCluster(ClusterSettings cluster) {
		return new EnvoySettings(cluster, this.edgePort, this.zonePreference, this.directory, this.services);
	}

	/**
	 * Return the same settings with a listener and routes.
	 * @param edgePort the port on which Envoy listens
	 * @return the settings
	 */
	public EnvoySettings withEdgePort(@Nullable Integer edgePort) {
		return new EnvoySettings(this.cluster, edgePort, this.zonePreference, this.directory, this.services);
	}

	/**
	 * Return the same settings with priorities by zone.
	 * @param zonePreference whether a client is sent to its own zone first
	 * @return the settings
	 */
	public EnvoySettings withZonePreference(boolean zonePreference) {
		return new EnvoySettings(this.cluster, this.edgePort, zonePreference, this.directory, this.services);
	}

	/**
	 * Return the same settings with resources as files.
	 * @param directory the directory, which Envoy watches
	 * @return the settings
	 */
	public EnvoySettings withDirectory(@Nullable Path directory) {
		return new EnvoySettings(this.cluster, this.edgePort, this.zonePreference, directory, this.services);
	}

	/**
	 * Return the same settings with services that have a cluster from the start.
	 * @param services the services
	 * @return the settings
	 */
	public EnvoySettings withServices(Collection<String> services) {
		return new EnvoySettings(this.cluster, this.edgePort, this.zonePreference, this.directory,
				Set.copyOf(services));
	}

}
