package io.github.azurediscovery.envoy;

import java.util.Arrays;
import java.util.Optional;

import io.envoyproxy.controlplane.cache.Resources.ResourceType;
import io.envoyproxy.controlplane.cache.Resources.V3;

/** The types of resources that are served. */
enum ResourceKind {

	CLUSTERS("clusters", V3.CLUSTER_TYPE_URL, ResourceType.CLUSTER, "cluster.v3.ClusterDiscoveryService"),

	ENDPOINTS("endpoints", V3.ENDPOINT_TYPE_URL, ResourceType.ENDPOINT, "endpoint.v3.EndpointDiscoveryService"),

	LISTENERS("listeners", V3.LISTENER_TYPE_URL, ResourceType.LISTENER, "listener.v3.ListenerDiscoveryService"),

	ROUTES("routes", V3.ROUTE_TYPE_URL, ResourceType.ROUTE, "route.v3.RouteDiscoveryService");

	private final String plural;

	private final String typeUrl;

	private final ResourceType type;

	private final String service;

	ResourceKind(String plural, String typeUrl, ResourceType type, String service) {
		this.plural = plural;
		this.typeUrl = typeUrl;
		this.type = type;
		this.service = "envoy.service." + service;
	}

	String plural() {
		return this.plural;
	}

	String typeUrl() {
		return this.typeUrl;
	}

	ResourceType type() {
		return this.type;
	}

	static Optional<ResourceKind> ofUrl(String typeUrl) {
		return Arrays.stream(values()).filter((kind) -> kind.typeUrl.equals(typeUrl)).findAny();
	}

	/** The only type of a service; none for ADS. */
	static Optional<ResourceKind> ofService(String service) {
		return Arrays.stream(values()).filter((kind) -> kind.service.equals(service)).findAny();
	}

}
