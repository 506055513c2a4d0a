package io.github.azurediscovery.envoy;

import java.util.Set;

import io.envoyproxy.controlplane.cache.NodeGroup;
import io.envoyproxy.envoy.config.core.v3.Node;

/**
 * Tells the group of a client by its node. A locality in which no instance has been seen
 * has no group of its own, so that clients cannot make groups. Thread-safe.
 */
final class ClientGrouping implements NodeGroup<ClientGroup> {

	private static final String GRPC = "gRPC ";

	private volatile Set<ClientLocality> localities = Set.of(ClientLocality.ANYWHERE);

	void know(Set<ClientLocality> localities) {
		this.localities = Set.copyOf(localities);
	}

	static ClientKind kind(Node node) {
		return node.getUserAgentName().startsWith(GRPC) ? ClientKind.GRPC : ClientKind.ENVOY;
	}

	@Override
	public ClientGroup hash(Node node) {
		ClientLocality own = new ClientLocality(node.getLocality().getRegion(), node.getLocality().getZone());
		return new ClientGroup(kind(node), this.localities.contains(own) ? own : ClientLocality.ANYWHERE);
	}

}
