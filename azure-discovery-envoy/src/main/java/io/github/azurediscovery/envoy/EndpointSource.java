package io.github.azurediscovery.envoy;

import java.nio.file.Path;
import java.time.Duration;

import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource.ApiType;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.PathConfigSource;
import io.envoyproxy.envoy.config.core.v3.WatchedDirectory;

/** Where Envoy gets the endpoints of a cluster from. */
final class EndpointSource {

	/** The name of the control plane's cluster in the bootstrap file. */
	static final String CONTROL_PLANE = "azure_discovery_rest";

	private static final Duration REST_INTERVAL = Duration.ofSeconds(2);

	/** The stream that the cluster came by. */
	static final ConfigSource ADS = ConfigSource.newBuilder()
		.setAds(AggregatedConfigSource.getDefaultInstance())
		.setResourceApiVersion(ApiVersion.V3)
		.build();

	/** The REST view of the control plane. */
	static final ConfigSource REST = ConfigSource.newBuilder()
		.setApiConfigSource(ApiConfigSource.newBuilder()
			.setApiType(ApiType.REST)
			.setTransportApiVersion(ApiVersion.V3)
			.addClusterNames(CONTROL_PLANE)
			.setRefreshDelay(ClusterFactory.duration(REST_INTERVAL)))
		.setResourceApiVersion(ApiVersion.V3)
		.build();

	private EndpointSource() {
	}

	/** A file, which is moved into a directory. */
	static ConfigSource file(Path file) {
		return ConfigSource.newBuilder()
			.setPathConfigSource(PathConfigSource.newBuilder()
				.setPath(file.toString())
				.setWatchedDirectory(WatchedDirectory.newBuilder().setPath(String.valueOf(file.getParent()))))
			.setResourceApiVersion(ApiVersion.V3)
			.build();
	}

}
