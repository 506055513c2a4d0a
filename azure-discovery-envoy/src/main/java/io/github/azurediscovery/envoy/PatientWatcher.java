package io.github.azurediscovery.envoy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.envoyproxy.controlplane.cache.ConfigWatcher;
import io.envoyproxy.controlplane.cache.DeltaResponse;
import io.envoyproxy.controlplane.cache.DeltaWatch;
import io.envoyproxy.controlplane.cache.DeltaXdsRequest;
import io.envoyproxy.controlplane.cache.Response;
import io.envoyproxy.controlplane.cache.SimpleCache;
import io.envoyproxy.controlplane.cache.Watch;
import io.envoyproxy.controlplane.cache.XdsRequest;
import org.jspecify.annotations.Nullable;

/**
 * Watches a cache with patience, where java-control-plane has none: a client that refuses
 * a version is given the next one, and not the same again at once; one that asks for a
 * name which does not exist gets the others; and one that reconnects learns what is gone,
 * even if it reconnects before there is anything to give. Thread-safe.
 */
final class PatientWatcher implements ConfigWatcher {

	private final ClientGrouping groups;

	private final SimpleCache<ClientGroup, ResourceSnapshot> cache;

	private final List<EarlyWatch> early = new ArrayList<>();

	PatientWatcher(ClientGrouping groups) {
		this.groups = groups;
		this.cache = new SimpleCache<>(groups) {
		};
	}

	@Nullable ResourceSnapshot snapshot(ClientGroup group) {
		return this.cache.getSnapshot(group);
	}

	/**
	 * Give a group of clients what changed.
	 * @param group the group
	 * @param snapshot all that it shall have
	 */
	void publish(ClientGroup group, ResourceSnapshot snapshot) {
		this.cache.setSnapshot(group, snapshot);
		List<EarlyWatch> due;
		synchronized (this.early) {
			due = this.early.stream().filter((watch) -> watch.group().equals(group)).toList();
			this.early.removeAll(due);
		}
		due.forEach(EarlyWatch::open);
	}

	/** Never as of ADS, where one name that does not exist would silence all others. */
	@Override
	public Watch createWatch(boolean ads, XdsRequest request, Set<String> known, Consumer<Response> consumer,
			boolean clusterChanged, boolean emptyForUnknown) {
		boolean refused = request.hasErrorDetail();
		Set<String> acquainted = refused ? Set.copyOf(request.getResourceNamesList()) : known;
		return this.cache.createWatch(false, request, acquainted, consumer, clusterChanged && !refused, false);
	}

	@Override
	public DeltaWatch createDeltaWatch(DeltaXdsRequest request, String version, Map<String, String> versions,
			Set<String> pending, boolean wildcard, Consumer<DeltaResponse> consumer, boolean clusterChanged) {
		boolean refused = request.hasErrorDetail();
		Map<String, String> held = new HashMap<>(request.getInitialResourceVersionsMap());
		held.putAll(versions);
		if (refused) {
			pending.forEach((name) -> held.putIfAbsent(name, ""));
		}
		Set<String> awaited = refused ? Set.of() : Set.copyOf(pending);
		ClientGroup group = this.groups.hash(request.v3Request().getNode());
		DeltaWatch placeholder = new DeltaWatch(request, held, awaited, version, wildcard, consumer);
		synchronized (this.early) {
			if (this.cache.getSnapshot(group) == null) {
				this.early.removeIf((watch) -> watch.placeholder().isCancelled());
				this.early.add(new EarlyWatch(group, placeholder, consumer));
				return placeholder;
			}
		}
		return open(placeholder, consumer, clusterChanged && !refused);
	}

	private DeltaWatch open(DeltaWatch watch, Consumer<DeltaResponse> consumer, boolean clusterChanged) {
		return this.cache.createDeltaWatch(watch.request(), watch.version(), watch.trackedResources(),
				watch.pendingResources(), watch.isWildcard(), consumer, clusterChanged);
	}

	/** A delta watch of the time before the first snapshot. */
	private final class EarlyWatch {

		private final ClientGroup group;

		private final DeltaWatch placeholder;

		private final Consumer<DeltaResponse> consumer;

		private EarlyWatch(ClientGroup group, DeltaWatch placeholder, Consumer<DeltaResponse> consumer) {
			this.group = group;
			this.placeholder = placeholder;
			this.consumer = consumer;
		}

		private ClientGroup group() {
			return this.group;
		}

		private DeltaWatch placeholder() {
			return this.placeholder;
		}

		private void open() {
			if (!this.placeholder.isCancelled()) {
				DeltaWatch opened = PatientWatcher.this.open(this.placeholder, this.consumer, false);
				this.placeholder.setStop(opened::cancel);
				if (this.placeholder.isCancelled()) {
					opened.cancel();
				}
			}
		}

	}

}
