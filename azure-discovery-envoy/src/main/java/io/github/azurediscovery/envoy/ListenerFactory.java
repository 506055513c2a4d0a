package io.github.azurediscovery.envoy;

import java.util.List;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.listener.v3.ApiListener;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;

/**
 * Makes listeners and routes: an API listener for each service, to which proxyless gRPC
 * dials {@code xds:///orders}, and the one listener of an Envoy at the edge.
 */
final class ListenerFactory {

	/** The name of the edge's listener, and of its routes. */
	static final String EDGE = "azure_discovery_edge";

	/** The name by which java-control-plane finds the routes that a listener needs. */
	private static final String CONNECTION_MANAGER = "envoy.http_connection_manager";

	private ListenerFactory() {
	}

	static Listener apiListener(ServiceView service) {
		RouteConfiguration routes = RouteConfiguration.newBuilder()
			.setName(service.service())
			.addVirtualHosts(virtualHost(service, "*"))
			.build();
		HttpConnectionManager manager = manager(service.service()).setRouteConfig(routes).build();
		return Listener.newBuilder()
			.setName(service.service())
			.setApiListener(ApiListener.newBuilder().setApiListener(Any.pack(manager)))
			.build();
	}

	static Listener edge(int port) {
		HttpConnectionManager manager = manager(EDGE)
			.setRds(Rds.newBuilder().setRouteConfigName(EDGE).setConfigSource(EndpointSource.ADS))
			.build();
		return Listener.newBuilder()
			.setName(EDGE)
			.setAddress(Address.newBuilder()
				.setSocketAddress(SocketAddress.newBuilder().setAddress("0.0.0.0").setPortValue(port)))
			.addFilterChains(FilterChain.newBuilder()
				.addFilters(Filter.newBuilder().setName(CONNECTION_MANAGER).setTypedConfig(Any.pack(manager))))
			.build();
	}

	static RouteConfiguration edgeRoutes(List<ServiceView> services) {
		RouteConfiguration.Builder routes = RouteConfiguration.newBuilder()
			.setName(EDGE)
			.setIgnorePortInHostMatching(true);
		services.forEach((service) -> routes.addVirtualHosts(virtualHost(service, service.service())));
		return routes.build();
	}

	private static HttpConnectionManager.Builder manager(String name) {
		return HttpConnectionManager.newBuilder()
			.setStatPrefix(name)
			.addHttpFilters(HttpFilter.newBuilder()
				.setName("envoy.filters.http.router")
				.setTypedConfig(Any.pack(Router.getDefaultInstance())));
	}

	private static VirtualHost virtualHost(ServiceView service, String domain) {
		return VirtualHost.newBuilder()
			.setName(service.service())
			.addDomains(domain)
			.addRoutes(Route.newBuilder()
				.setMatch(RouteMatch.newBuilder().setPrefix(domain.equals("*") ? "" : "/"))
				.setRoute(RouteAction.newBuilder().setCluster(service.cluster())))
			.build();
	}

}
