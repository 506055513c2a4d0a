package io.github.azurediscovery.envoy;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.controlplane.cache.VersionedResource;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;

/**
 * REST xDS: Envoy asks again and again, and gets an answer when the version is another.
 * Thread-safe.
 */
public final class RestDiscovery {

	private final ClientGrouping groups;

	private final PatientWatcher watcher;

	RestDiscovery(ClientGrouping groups, PatientWatcher watcher) {
		this.groups = groups;
		this.watcher = watcher;
	}

	/**
	 * Answer a request for clusters, whose endpoints come by REST as well.
	 * @param request a discovery request of xDS v3 as JSON
	 * @return the answer
	 */
	public RestAnswer clusters(String request) {
		return answer(ResourceKind.CLUSTERS, request);
	}

	/**
	 * Answer a request for endpoints.
	 * @param request a discovery request of xDS v3 as JSON
	 * @return the answer
	 */
	public RestAnswer endpoints(String request) {
		return answer(ResourceKind.ENDPOINTS, request);
	}

	private RestAnswer answer(ResourceKind kind, String json) {
		DiscoveryRequest request;
		try {
			request = ResourceJson.request(json);
		}
		catch (InvalidProtocolBufferException ex) {
			return new RestAnswer(400, "");
		}
		ResourceSnapshot snapshot = this.watcher.snapshot(this.groups.hash(request.getNode()));
		if (snapshot == null) {
			return new RestAnswer(503, "");
		}
		XdsResourceSet set = snapshot.set(kind.type());
		List<String> names = request.getResourceNamesList();
		String version = set.version(names);
		return version.equals(request.getVersionInfo()) ? new RestAnswer(304, "")
				: new RestAnswer(200, ResourceJson.response(kind, version, resources(set, names)));
	}

	private static List<Message> resources(XdsResourceSet set, List<String> names) {
		Collection<String> wanted = names.isEmpty() ? set.resources().keySet() : names;
		return wanted.stream()
			.map(set.resources()::get)
			.filter(Objects::nonNull)
			.<Message>map(VersionedResource::resource)
			.map((resource) -> (resource instanceof Cluster cluster) ? ClusterFactory.from(cluster, EndpointSource.REST)
					: resource)
			.toList();
	}

}
