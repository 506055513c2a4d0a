package io.github.azurediscovery.envoy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.google.protobuf.Message;
import io.envoyproxy.controlplane.cache.Resources.ResourceType;
import io.envoyproxy.controlplane.cache.Snapshot;
import io.envoyproxy.controlplane.cache.VersionedResource;

/**
 * All that a group of clients is given. Immutable. Unlike that of java-control-plane, its
 * versions tell the content.
 */
final class ResourceSnapshot extends Snapshot {

	private final Map<ResourceType, XdsResourceSet> sets = new EnumMap<>(ResourceType.class);

	ResourceSnapshot(XdsResourceSet clusters, XdsResourceSet endpoints, XdsResourceSet listeners,
			XdsResourceSet routes) {
		this.sets.put(ResourceType.CLUSTER, clusters);
		this.sets.put(ResourceType.ENDPOINT, endpoints);
		this.sets.put(ResourceType.LISTENER, listeners);
		this.sets.put(ResourceType.ROUTE, routes);
	}

	XdsResourceSet set(ResourceType type) {
		return this.sets.getOrDefault(type, XdsResourceSet.EMPTY);
	}

	@Override
	public String version(ResourceType type, List<String> names) {
		return set(type).version(names);
	}

	@Override
	public Map<String, Message> resources(ResourceType type) {
		return set(type).messages();
	}

	@Override
	public Map<String, VersionedResource<? extends Message>> versionedResources(ResourceType type) {
		return set(type).resources();
	}

	/** Return how many resources differ from those of an older snapshot. */
	int differences(ResourceSnapshot older) {
		return this.sets.keySet().stream().mapToInt((type) -> set(type).differences(older.set(type))).sum();
	}

}
