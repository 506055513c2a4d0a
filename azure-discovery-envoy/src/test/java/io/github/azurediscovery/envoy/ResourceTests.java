package io.github.azurediscovery.envoy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.google.protobuf.Message;
import io.envoyproxy.controlplane.cache.Resources.ResourceType;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.SinkTarget;
import io.github.azurediscovery.sink.TargetState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The resources of a state. */
class ResourceTests {

	private static final EnvoySettings EVERYTHING = EnvoySettings.DEFAULT.withEdgePort(8080)
		.withZonePreference(true)
		.withCluster(ClusterSettings.DEFAULT.withName("azure.{name}")
			.withHealthCheck(new ClusterHealthCheck("/health", Duration.ofSeconds(10), Duration.ofSeconds(2), 2, 1))
			.withEjection(new ClusterEjection(5, Duration.ofSeconds(30), Duration.ofMinutes(5), 0.2)));

	private final Map<String, String> notes = new TreeMap<>();

	private ResourceSnapshot snapshot(EnvoySettings settings, ClientGroup group, SinkTarget... targets) {
		return snapshot(settings, group, EnvoyStates.complete(targets));
	}

	private ResourceSnapshot snapshot(EnvoySettings settings, ClientGroup group, DesiredState state) {
		ResourceSnapshot snapshot = new SnapshotFactory(settings)
			.snapshot(new ServiceMemory(settings).view(state, this.notes), group);
		ensureConsistent(snapshot);
		everyResourceSurvivesJson(snapshot);
		return snapshot;
	}

	private static ClientGroup envoy() {
		return new ClientGroup(ClientKind.ENVOY, ClientLocality.ANYWHERE);
	}

	private static ClientGroup grpc() {
		return new ClientGroup(ClientKind.GRPC, ClientLocality.ANYWHERE);
	}

	private static void ensureConsistent(ResourceSnapshot snapshot) {
		try {
			Snapshot
				.create(all(snapshot, ResourceType.CLUSTER, Cluster.class), "1",
						all(snapshot, ResourceType.ENDPOINT, ClusterLoadAssignment.class), "1",
						all(snapshot, ResourceType.LISTENER, Listener.class), "1",
						all(snapshot, ResourceType.ROUTE, RouteConfiguration.class), "1", List.of(), "1")
				.ensureConsistent();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static void everyResourceSurvivesJson(ResourceSnapshot snapshot) {
		for (ResourceKind kind : ResourceKind.values()) {
			for (Message resource : snapshot.resources(kind.type()).values()) {
				Message.Builder back = resource.newBuilderForType();
				try {
					ResourceJson.parse(ResourceJson.print(resource), back);
				}
				catch (Exception ex) {
					throw new AssertionError(ex);
				}
				assertThat(back.build()).isEqualTo(resource);
			}
		}
	}

	private static <T extends Message> List<T> all(ResourceSnapshot snapshot, ResourceType type, Class<T> as) {
		return snapshot.resources(type).values().stream().map(as::cast).toList();
	}

	private static ClusterLoadAssignment endpoints(ResourceSnapshot snapshot) {
		return all(snapshot, ResourceType.ENDPOINT, ClusterLoadAssignment.class).get(0);
	}

	private static Cluster cluster(ResourceSnapshot snapshot) {
		return all(snapshot, ResourceType.CLUSTER, Cluster.class).get(0);
	}

	@Test
	void everyKindOfClientGetsWhatItCanUse() {
		SinkTarget orders = EnvoyStates.routable("orders", "10.0.0.1", 8080);
		ResourceSnapshot envoy = snapshot(EVERYTHING, envoy(), orders);
		assertThat(envoy.resources(ResourceType.CLUSTER)).containsOnlyKeys("azure.orders");
		assertThat(envoy.resources(ResourceType.LISTENER)).containsOnlyKeys(ListenerFactory.EDGE);
		RouteConfiguration routes = all(envoy, ResourceType.ROUTE, RouteConfiguration.class).get(0);
		assertThat(routes.getVirtualHosts(0).getDomainsList()).containsExactly("orders");
		assertThat(routes.getVirtualHosts(0).getRoutes(0).getRoute().getCluster()).isEqualTo("azure.orders");
		ResourceSnapshot grpc = snapshot(EVERYTHING, grpc(), orders);
		assertThat(grpc.resources(ResourceType.LISTENER)).containsOnlyKeys("orders");
		assertThat(grpc.resources(ResourceType.ROUTE)).isEmpty();
		assertThat(snapshot(EnvoySettings.DEFAULT, envoy(), orders).resources(ResourceType.LISTENER)).isEmpty();
	}

	@Test
	void aVerdictIsAHealthStatus() {
		ClusterLoadAssignment endpoints = endpoints(
				snapshot(EVERYTHING, envoy(), EnvoyStates.target("orders", "10.0.0.1", 8080, "1", TargetState.ROUTABLE),
						EnvoyStates.target("orders", "10.0.0.2", 8080, "1", TargetState.LEAVING),
						EnvoyStates.target("orders", "10.0.0.3", 8080, "1", TargetState.DOWN)));
		assertThat(endpoints.getEndpoints(0).getLbEndpointsList()).extracting(LbEndpoint::getHealthStatus)
			.containsExactly(HealthStatus.HEALTHY, HealthStatus.DRAINING, HealthStatus.UNHEALTHY);
	}

	@Test
	void aLocalityWeighsAsMuchAsItsRoutableEndpoints() {
		SinkTarget heavy = new SinkTarget(
				EnvoyStates.instance("orders", "10.0.0.1", 8080).zone("1").metadata(Map.of("weight", "300")).build(),
				TargetState.ROUTABLE, "");
		ClusterLoadAssignment endpoints = endpoints(snapshot(EVERYTHING, envoy(), heavy,
				EnvoyStates.target("orders", "10.0.0.2", 8080, "2", TargetState.ROUTABLE),
				EnvoyStates.target("orders", "10.0.0.3", 8080, "2", TargetState.DOWN),
				EnvoyStates.target("orders", "10.0.0.4", 8080, "3", TargetState.DOWN)));
		assertThat(endpoints.getEndpointsList())
			.extracting((locality) -> locality.getLocality().getRegion() + "/" + locality.getLocality().getZone(),
					(locality) -> locality.getLoadBalancingWeight().getValue())
			.containsExactly(tuple("/1", 300), tuple("westeurope/2", 100), tuple("westeurope/3", 1));
	}

	@Test
	void thePreferredZoneComesFirst() {
		SinkTarget[] targets = { EnvoyStates.target("orders", "10.0.0.1", 8080, "1", TargetState.ROUTABLE),
				EnvoyStates.target("orders", "10.0.0.2", 8080, "2", TargetState.DOWN) };
		assertThat(priorities(new ClientLocality("westeurope", "2"), targets)).containsExactly(1, 0);
		assertThat(priorities(new ClientLocality("", "2"), targets)).containsExactly(1, 0);
		assertThat(priorities(new ClientLocality("northeurope", "2"), targets)).containsExactly(0, 0);
		assertThat(priorities(ClientLocality.ANYWHERE, targets)).containsExactly(0, 0);
	}

	private List<Integer> priorities(ClientLocality preferred, SinkTarget... targets) {
		return endpoints(snapshot(EVERYTHING, new ClientGroup(ClientKind.ENVOY, preferred), targets)).getEndpointsList()
			.stream()
			.map(LocalityLbEndpoints::getPriority)
			.toList();
	}

	@Test
	void aClusterWithoutInstancesHasAnEmptyAssignment() {
		ResourceSnapshot snapshot = snapshot(EVERYTHING.withServices(Set.of("payments")), grpc());
		assertThat(endpoints(snapshot).getClusterName()).isEqualTo("azure.payments");
		assertThat(endpoints(snapshot).getEndpointsList()).isEmpty();
	}

	@Test
	void aSecureServiceIsCalledWithTlsByEnvoy() throws Exception {
		SinkTarget secure = new SinkTarget(EnvoyStates.instance("orders", "10.0.0.1", 8443).secure(true).build(),
				TargetState.ROUTABLE, "");
		Cluster cluster = cluster(snapshot(EVERYTHING, envoy(), secure));
		assertThat(cluster.getTransportSocket()
			.getTypedConfig()
			.unpack(UpstreamTlsContext.class)
			.getCommonTlsContext()
			.getValidationContext()
			.getTrustedCa()
			.getFilename()).isEqualTo("/etc/ssl/certs/ca-certificates.crt");
		assertThat(cluster(snapshot(EVERYTHING, grpc(), secure)).hasTransportSocket())
			.as("grpc-xds refuses it: the credentials are the channel's")
			.isFalse();
		snapshot(EVERYTHING, envoy(), secure, EnvoyStates.routable("orders", "10.0.0.2", 8080));
		assertThat(this.notes.get("orders")).contains("only some instances expect TLS");
	}

	@Test
	void envoyItselfChecksAndEjectsWhereAskedFor() {
		SinkTarget orders = EnvoyStates.routable("orders", "10.0.0.1", 8080);
		Cluster asked = cluster(snapshot(EVERYTHING, envoy(), orders));
		assertThat(asked.getHealthChecks(0).getHttpHealthCheck().getPath()).isEqualTo("/health");
		assertThat(asked.getOutlierDetection().getMaxEjectionPercent().getValue()).isEqualTo(20);
		assertThat(asked.getCommonLbConfig().getHealthyPanicThreshold().getValue()).isZero();
		Cluster plain = cluster(snapshot(EnvoySettings.DEFAULT, envoy(), orders));
		assertThat(plain.getHealthChecksList()).isEmpty();
		assertThat(plain.hasOutlierDetection()).isFalse();
		ClusterHealthCheck connects = new ClusterHealthCheck(null, Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1);
		assertThat(cluster(
				snapshot(EVERYTHING.withCluster(ClusterSettings.DEFAULT.withHealthCheck(connects)), envoy(), orders))
			.getHealthChecks(0)
			.hasTcpHealthCheck()).isTrue();
	}

	@Test
	void oddMetadataIsOnlyAValue() throws Exception {
		Map<String, String> odd = Map.of("a\"}", "x\u0000\n\ud800", "ключ", "😀", "envoy.lb", "canary");
		SinkTarget target = new SinkTarget(
				EnvoyStates.instance("orders", "10.0.0.1", 8080).name("vm\udc00").metadata(odd).build(),
				TargetState.ROUTABLE, "");
		LbEndpoint endpoint = endpoints(snapshot(EVERYTHING, envoy(), target)).getEndpoints(0).getLbEndpoints(0);
		assertThat(endpoint.getMetadata().getFilterMetadataMap()).containsOnlyKeys("azure.discovery");
		assertThat(LbEndpoint.parseFrom(endpoint.toByteArray())).isEqualTo(endpoint);
		assertThat(endpoint.getMetadata().getFilterMetadataOrThrow("azure.discovery").getFieldsMap())
			.containsOnlyKeys("a\"}", "ключ", "envoy.lb", "name");
	}

	@Test
	void addressesOfBothVersionsAreCarriedAndNamesAreNoted() {
		ClusterLoadAssignment endpoints = endpoints(
				snapshot(EVERYTHING, envoy(), EnvoyStates.routable("orders", "[fd00::1]", 8080),
						EnvoyStates.routable("orders", "vm-2.internal", 8080)));
		assertThat(endpoints.getEndpoints(0).getLbEndpointsList())
			.extracting((endpoint) -> endpoint.getEndpoint().getAddress().getSocketAddress().getAddress())
			.containsExactly("fd00::1");
		assertThat(this.notes).containsOnlyKeys("orders");
		assertThat(this.notes.get("orders")).startsWith("'vm-2.internal' is a host name");
	}

	@Test
	void theSameContentHasTheSameVersion() {
		SinkTarget a = EnvoyStates.routable("orders", "10.0.0.1", 8080);
		SinkTarget b = EnvoyStates.routable("billing", "10.0.0.2", 8080);
		ResourceSnapshot snapshot = snapshot(EVERYTHING, envoy(), a, b);
		assertThat(snapshot(EVERYTHING, envoy(), b, a).differences(snapshot)).isZero();
		assertThat(snapshot.version(ResourceType.CLUSTER, List.of())).as("in this release, in every process")
			.isEqualTo("db5657a9f610d5b84c087d11");
	}

}
