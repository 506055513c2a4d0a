package io.github.azurediscovery.spring.envoy;

import java.nio.file.Path;
import java.time.Duration;

import io.github.azurediscovery.envoy.ClusterPolicy;
import io.github.azurediscovery.envoy.ClusterSettings;
import io.github.azurediscovery.envoy.EnvoySettings;
import io.github.azurediscovery.setting.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the control plane for Envoy and proxyless gRPC. Immutable: a change takes
 * effect after a restart. Its port, certificates and keep-alive are those of Boot's gRPC
 * server, spring.grpc.server.*.
 *
 * @param enabled Whether Envoy and proxyless gRPC are fed. In the agent, false unless
 * set.
 * @param cluster Names and contents of clusters.
 * @param edge A listener and routes, for an Envoy at the edge.
 * @param zonePreference Whether clients that tell their zone are sent to instances of it
 * first.
 * @param rest REST xDS, for an Envoy that asks instead of keeping a stream.
 * @param directory Directory to write clusters.json and endpoints.json to, for an Envoy
 * on the same machine that watches it.
 * @param insecure Whether clients may connect from other machines without a certificate.
 */
@ConfigurationProperties(EnvoyProperties.PREFIX)
public record EnvoyProperties(@DefaultValue("true") boolean enabled, @DefaultValue Cluster cluster,
		@DefaultValue Edge edge, @DefaultValue("false") boolean zonePreference, @DefaultValue Rest rest,
		@Nullable Path directory, @DefaultValue("false") boolean insecure) {

	/** The prefix of all properties. */
	public static final String PREFIX = "azure.discovery.envoy";

	public EnvoyProperties {
		try {
			settings(cluster, edge, zonePreference, directory);
		}
		catch (InvalidSettingException ex) {
			throw new IllegalArgumentException("azure.discovery." + ex.getMessage());
		}
	}

	/**
	 * Return the settings of the control plane, without health checks and ejections by
	 * Envoy.
	 * @return the settings
	 */
	public EnvoySettings settings() {
		return settings(this.cluster, this.edge, this.zonePreference, this.directory);
	}

	private static EnvoySettings settings(Cluster cluster, Edge edge, boolean zonePreference,
			@Nullable Path directory) {
		return EnvoySettings.DEFAULT
			.withCluster(new ClusterSettings(cluster.name(), cluster.connectTimeout(), cluster.policy(),
					cluster.caFile(), null, null))
			.withEdgePort(edge.port())
			.withZonePreference(zonePreference)
			.withDirectory(directory);
	}

	/**
	 * Names and contents of clusters.
	 *
	 * @param name Template of the name. Must contain {name}, the id of the service.
	 * @param connectTimeout Time that Envoy may take to connect to an instance.
	 * @param policy How Envoy chooses an instance. Proxyless gRPC always takes turns.
	 * @param caFile File of the authorities that sign the certificates of secure
	 * services, on Envoy's machine.
	 * @param healthCheck Whether Envoy probes instances by itself, as
	 * loadbalancer.health-check.* says.
	 * @param outlierDetection Whether Envoy ejects instances whose calls fail, as
	 * loadbalancer.outlier-detection.* says.
	 */
	public record Cluster(@DefaultValue("{name}") String name, @DefaultValue("1s") Duration connectTimeout,
			@DefaultValue("round-robin") ClusterPolicy policy,
			@DefaultValue(ClusterSettings.DEFAULT_CA_FILE) String caFile, @DefaultValue("false") boolean healthCheck,
			@DefaultValue("false") boolean outlierDetection) {

	}

	/**
	 * A listener and routes, for an Envoy at the edge.
	 *
	 * @param port Port on which Envoy listens and routes by host name to the service of
	 * that name. Without it, Envoy gets clusters only.
	 */
	public record Edge(@Nullable Integer port) {

	}

	/**
	 * REST xDS, for an Envoy that asks instead of keeping a stream.
	 *
	 * @param enabled Whether POST /v3/discovery:clusters and /v3/discovery:endpoints are
	 * answered, on the port of the application.
	 */
	public record Rest(@DefaultValue("false") boolean enabled) {

	}

}
