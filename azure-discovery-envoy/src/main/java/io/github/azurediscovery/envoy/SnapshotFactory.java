package io.github.azurediscovery.envoy;

import java.util.List;

import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;

/** Makes what a group of clients is given. */
final class SnapshotFactory {

	private final ClusterFactory clusters;

	private final EnvoySettings settings;

	SnapshotFactory(EnvoySettings settings) {
		this.settings = settings;
		this.clusters = new ClusterFactory(settings.cluster());
	}

	ResourceSnapshot snapshot(List<ServiceView> services, ClientGroup group) {
		List<ClusterLoadAssignment> assignments = services.stream()
			.map((service) -> AssignmentFactory.assignment(service, group.locality()))
			.toList();
		return new ResourceSnapshot(
				XdsResourceSet
					.of(services.stream().map((service) -> this.clusters.cluster(service, group.kind())).toList()),
				XdsResourceSet.of(assignments), listeners(services, group.kind()), routes(services, group.kind()));
	}

	private XdsResourceSet listeners(List<ServiceView> services, ClientKind kind) {
		if (kind == ClientKind.GRPC) {
			return XdsResourceSet.of(services.stream().map(ListenerFactory::apiListener).toList());
		}
		Integer port = this.settings.edgePort();
		return (port != null) ? XdsResourceSet.of(List.of(ListenerFactory.edge(port))) : XdsResourceSet.EMPTY;
	}

	private XdsResourceSet routes(List<ServiceView> services, ClientKind kind) {
		return (kind == ClientKind.ENVOY && this.settings.edgePort() != null)
				? XdsResourceSet.of(List.of(ListenerFactory.edgeRoutes(services))) : XdsResourceSet.EMPTY;
	}

}
