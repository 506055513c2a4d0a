package io.github.azurediscovery.envoy;

import java.time.Duration;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.cluster.v3.OutlierDetection;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.HealthCheck;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.HttpHealthCheck;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.TcpHealthCheck;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.v3.Percent;

/**
 * Makes clusters. Envoy's own panic is off: what discovery calls routable already is all
 * that can be had where too few instances are healthy.
 */
final class ClusterFactory {

	private final ClusterSettings settings;

	ClusterFactory(ClusterSettings settings) {
		this.settings = settings;
	}

	Cluster cluster(ServiceView service, ClientKind kind) {
		Cluster.Builder cluster = Cluster.newBuilder()
			.setName(service.cluster())
			.setType(DiscoveryType.EDS)
			.setEdsClusterConfig(EdsClusterConfig.newBuilder().setEdsConfig(EndpointSource.ADS))
			.setConnectTimeout(duration(this.settings.connectTimeout()));
		addEjection(cluster);
		return (kind == ClientKind.ENVOY) ? proxied(cluster, service) : cluster.build();
	}

	/**
	 * Return the same cluster with another source of its endpoints.
	 * @param cluster a cluster
	 * @param source where its endpoints come from
	 * @return the cluster
	 */
	static Cluster from(Cluster cluster, ConfigSource source) {
		return cluster.toBuilder().setEdsClusterConfig(EdsClusterConfig.newBuilder().setEdsConfig(source)).build();
	}

	/** With what proxyless gRPC refuses or ignores. */
	private Cluster proxied(Cluster.Builder cluster, ServiceView service) {
		cluster.setLbPolicy(LbPolicy.valueOf(this.settings.policy().name()))
			.setIgnoreHealthOnHostRemoval(true)
			.setCommonLbConfig(CommonLbConfig.newBuilder().setHealthyPanicThreshold(Percent.getDefaultInstance()));
		ClusterHealthCheck check = this.settings.healthCheck();
		if (check != null) {
			cluster.addHealthChecks(healthCheck(check));
		}
		if (service.secure()) {
			cluster.setTransportSocket(tls());
		}
		return cluster.build();
	}

	private static HealthCheck healthCheck(ClusterHealthCheck check) {
		HealthCheck.Builder builder = HealthCheck.newBuilder()
			.setInterval(duration(check.interval()))
			.setTimeout(duration(check.timeout()))
			.setUnhealthyThreshold(UInt32Value.of(check.unhealthyThreshold()))
			.setHealthyThreshold(UInt32Value.of(check.healthyThreshold()))
			.setReuseConnection(BoolValue.of(true));
		return ((check.path() != null) ? builder.setHttpHealthCheck(HttpHealthCheck.newBuilder().setPath(check.path()))
				: builder.setTcpHealthCheck(TcpHealthCheck.getDefaultInstance()))
			.build();
	}

	private void addEjection(Cluster.Builder cluster) {
		ClusterEjection ejection = this.settings.ejection();
		if (ejection != null) {
			cluster.setOutlierDetection(OutlierDetection.newBuilder()
				.setConsecutive5Xx(UInt32Value.of(ejection.consecutiveFailures()))
				.setBaseEjectionTime(duration(ejection.baseTime()))
				.setMaxEjectionTime(duration(ejection.maxTime()))
				.setMaxEjectionPercent(UInt32Value.of(ejection.maxPercent())));
		}
	}

	private TransportSocket tls() {
		CertificateValidationContext validation = CertificateValidationContext.newBuilder()
			.setTrustedCa(DataSource.newBuilder().setFilename(this.settings.caFile()))
			.build();
		UpstreamTlsContext context = UpstreamTlsContext.newBuilder()
			.setCommonTlsContext(CommonTlsContext.newBuilder().setValidationContext(validation))
			.build();
		return TransportSocket.newBuilder()
			.setName("envoy.transport_sockets.tls")
			.setTypedConfig(Any.pack(context))
			.build();
	}

	static com.google.protobuf.Duration duration(Duration duration) {
		return com.google.protobuf.Duration.newBuilder()
			.setSeconds(duration.getSeconds())
			.setNanos(duration.getNano())
			.build();
	}

}
