package io.github.azurediscovery.envoy;

import java.util.Collection;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;

/** Resources as JSON, in the form that Envoy reads from files and over REST. */
final class ResourceJson {

	private static final JsonFormat.TypeRegistry TYPES = JsonFormat.TypeRegistry.newBuilder()
		.add(Cluster.getDescriptor())
		.add(ClusterLoadAssignment.getDescriptor())
		.add(Listener.getDescriptor())
		.add(RouteConfiguration.getDescriptor())
		.add(UpstreamTlsContext.getDescriptor())
		.add(HttpConnectionManager.getDescriptor())
		.add(Router.getDescriptor())
		.build();

	private ResourceJson() {
	}

	static String response(ResourceKind kind, String version, Collection<? extends Message> resources) {
		DiscoveryResponse response = DiscoveryResponse.newBuilder()
			.setTypeUrl(kind.typeUrl())
			.setVersionInfo(version)
			.addAllResources(resources.stream().map(Any::pack).toList())
			.build();
		return print(response);
	}

	static String print(Message message) {
		try {
			return JsonFormat.printer().usingTypeRegistry(TYPES).preservingProtoFieldNames().print(message);
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static DiscoveryRequest request(String json) throws InvalidProtocolBufferException {
		DiscoveryRequest.Builder request = DiscoveryRequest.newBuilder();
		parse(json, request);
		return request.build();
	}

	static void parse(String json, Message.Builder into) throws InvalidProtocolBufferException {
		JsonFormat.parser().usingTypeRegistry(TYPES).ignoringUnknownFields().merge(json, into);
	}

}
