package io.github.azurediscovery.envoy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.google.common.net.InetAddresses;
import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.sink.SinkTarget;
import io.github.azurediscovery.sink.TargetState;
import org.jspecify.annotations.Nullable;

/**
 * Makes the endpoints of a cluster. A locality weighs as much as its routable endpoints
 * do together: with equal weights, the last endpoint of a zone would take the load of
 * those that went down.
 */
final class AssignmentFactory {

	/** What untrusted metadata is listed under, as plain values that nothing acts on. */
	static final String METADATA = "azure.discovery";

	private static final int DEFAULT_WEIGHT = 100;

	private AssignmentFactory() {
	}

	static ClusterLoadAssignment assignment(ServiceView service, ClientLocality preferred) {
		Map<ClientLocality, List<SinkTarget>> localities = new TreeMap<>(
				Comparator.comparing(ClientLocality::region).thenComparing(ClientLocality::zone));
		service.targets()
			.forEach((target) -> localities.computeIfAbsent(locality(target.instance()), (key) -> new ArrayList<>())
				.add(target));
		boolean near = localities.keySet().stream().anyMatch(preferred::includes);
		ClusterLoadAssignment.Builder assignment = ClusterLoadAssignment.newBuilder().setClusterName(service.cluster());
		localities.forEach((locality, targets) -> assignment
			.addEndpoints(endpoints(locality, targets, (near && !preferred.includes(locality)) ? 1 : 0)));
		return assignment.build();
	}

	static ClientLocality locality(Instance instance) {
		return new ClientLocality(text(instance.region()), text(instance.zone()));
	}

	private static String text(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private static LocalityLbEndpoints endpoints(ClientLocality locality, List<SinkTarget> targets, int priority) {
		int weight = targets.stream()
			.filter((target) -> target.state() == TargetState.ROUTABLE)
			.mapToInt((target) -> weight(target.instance()))
			.sum();
		LocalityLbEndpoints.Builder endpoints = LocalityLbEndpoints.newBuilder()
			.setLocality(Locality.newBuilder().setRegion(locality.region()).setZone(locality.zone()))
			.setPriority(priority)
			.setLoadBalancingWeight(UInt32Value.of(Math.max(1, weight)));
		targets.forEach((target) -> endpoints.addLbEndpoints(endpoint(target)));
		return endpoints.build();
	}

	private static LbEndpoint endpoint(SinkTarget target) {
		Instance instance = target.instance();
		String address = InetAddresses.toAddrString(InetAddresses.forUriString(instance.host()));
		SocketAddress socket = SocketAddress.newBuilder().setAddress(address).setPortValue(instance.port()).build();
		return LbEndpoint.newBuilder()
			.setEndpoint(Endpoint.newBuilder().setAddress(Address.newBuilder().setSocketAddress(socket)))
			.setHealthStatus(health(target.state()))
			.setLoadBalancingWeight(UInt32Value.of(weight(instance)))
			.setMetadata(Metadata.newBuilder().putFilterMetadata(METADATA, metadata(instance)))
			.build();
	}

	private static HealthStatus health(TargetState state) {
		return switch (state) {
			case ROUTABLE -> HealthStatus.HEALTHY;
			case LEAVING -> HealthStatus.DRAINING;
			case DOWN -> HealthStatus.UNHEALTHY;
		};
	}

	/** The core lets no weight pass but those from 1 to 1000. */
	private static int weight(Instance instance) {
		String weight = instance.metadata().get("weight");
		return (weight != null && weight.matches("[1-9][0-9]{0,3}")) ? Integer.parseInt(weight) : DEFAULT_WEIGHT;
	}

	private static Struct metadata(Instance instance) {
		Struct.Builder fields = Struct.newBuilder().putFields("name", value(instance.name()));
		instance.metadata().forEach((key, text) -> fields.putFields(wellFormed(key), value(text)));
		return fields.build();
	}

	private static Value value(String text) {
		return Value.newBuilder().setStringValue(wellFormed(text)).build();
	}

	/**
	 * Half a surrogate pair cannot be encoded, and one such value would end the stream.
	 */
	private static String wellFormed(String text) {
		return text.codePoints()
			.map((point) -> (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) ? '\uFFFD' : point)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
