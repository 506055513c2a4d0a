package io.github.azurediscovery.envoy;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.google.protobuf.Message;
import io.envoyproxy.controlplane.cache.Resources;
import io.envoyproxy.controlplane.cache.VersionedResource;

/**
 * All resources of one type. Immutable.
 *
 * @param resources the resources with their versions, sorted by name
 * @param version the version of all of them
 */
record XdsResourceSet(Map<String, VersionedResource<? extends Message>> resources, String version) {

	static final XdsResourceSet EMPTY = of(List.of());

	static XdsResourceSet of(Collection<? extends Message> messages) {
		Map<String, VersionedResource<? extends Message>> resources = new TreeMap<>();
		Map<String, String> versions = new TreeMap<>();
		for (Message message : messages) {
			String name = Resources.getResourceName(message);
			String version = ContentHash.of(message);
			resources.put(name, VersionedResource.create(message, version));
			versions.put(name, version);
		}
		return new XdsResourceSet(Collections.unmodifiableMap(resources), ContentHash.of(versions));
	}

	/** Return the version of some resources: it stays when others change. */
	String version(Collection<String> names) {
		if (names.isEmpty()) {
			return this.version;
		}
		Map<String, String> versions = new TreeMap<>();
		for (String name : names) {
			VersionedResource<?> resource = this.resources.get(name);
			versions.put(name, (resource != null) ? resource.version() : "");
		}
		return ContentHash.of(versions);
	}

	Map<String, Message> messages() {
		Map<String, Message> messages = new TreeMap<>();
		this.resources.forEach((name, resource) -> messages.put(name, resource.resource()));
		return messages;
	}

	/** Return how many resources are new, different or gone. */
	int differences(XdsResourceSet older) {
		int changed = (int) this.resources.entrySet()
			.stream()
			.filter((entry) -> !entry.getValue().equals(older.resources.get(entry.getKey())))
			.count();
		return changed
				+ (int) older.resources.keySet().stream().filter((name) -> !this.resources.containsKey(name)).count();
	}

}
