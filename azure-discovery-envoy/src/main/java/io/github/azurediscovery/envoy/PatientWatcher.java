package io.github.azurediscovery.envoy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
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
 * even if it reconnects before there is anything to give. A client that cannot be
 * answered keeps no answer from the others. Thread-safe.
 */
final class PatientWatcher implements ConfigWatcher {

	private final ClientGrouping groups;

	private final SimpleCache<ClientGroup, ResourceSnapshot> cache;

	private final List<RepeatableWatch<?>> early = new ArrayList<>();

	private final Queue<RepeatableWatch<?>> failed = new ConcurrentLinkedQueue<>();

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
		List<RepeatableWatch<?>> due;
		synchronized (this.early) {
			due = this.early.stream().filter((watch) -> watch.group().equals(group)).toList();
			this.early.removeAll(due);
		}
		due.forEach(RepeatableWatch::open);
	}

	/**
	 * Try again to answer the clients that got no answer.
	 * @return how many of them still wait
	 */
	int answerAgain() {
		for (int watches = this.failed.size(); watches > 0; watches--) {
			RepeatableWatch<?> watch = this.failed.poll();
			if (watch != null) {
				watch.open();
			}
		}
		this.failed.removeIf(RepeatableWatch::isCancelled);
		return this.failed.size();
	}

	/** Never as of ADS, where one name that does not exist would silence all others. */
	@Override
	public Watch createWatch(boolean ads, XdsRequest request, Set<String> known, Consumer<Response> consumer,
			boolean clusterChanged, boolean emptyForUnknown) {
		boolean refused = request.hasErrorDetail();
		Set<String> acquainted = refused ? Set.copyOf(request.getResourceNamesList()) : known;
		Watch placeholder = new Watch(false, false, request, consumer);
		open(new RepeatableWatch<>(
				this.groups.hash(request.v3Request().getNode()), placeholder, consumer, (answer) -> this.cache
					.createWatch(false, request, acquainted, answer, clusterChanged && !refused, false),
				this.failed::add));
		return placeholder;
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
		DeltaWatch placeholder = new DeltaWatch(request, held, awaited, version, wildcard, consumer);
		RepeatableWatch<DeltaResponse> watch = new RepeatableWatch<>(
				this.groups.hash(request.v3Request().getNode()), placeholder, consumer, (answer) -> this.cache
					.createDeltaWatch(request, version, held, awaited, wildcard, answer, clusterChanged && !refused),
				this.failed::add);
		if (!isEarly(watch)) {
			open(watch);
		}
		return placeholder;
	}

	/**
	 * Where a request cannot be answered at once, its stream ends, and the client comes
	 * again.
	 */
	private void open(RepeatableWatch<?> watch) {
		watch.open();
		if (this.failed.remove(watch)) {
			throw new IllegalStateException("A client of " + watch.group() + " could not be answered");
		}
	}

	/** The cache would tell one that reconnects too early of nothing that is gone. */
	private boolean isEarly(RepeatableWatch<?> watch) {
		synchronized (this.early) {
			boolean isEarly = this.cache.getSnapshot(watch.group()) == null;
			if (isEarly) {
				this.early.removeIf(RepeatableWatch::isCancelled);
				this.early.add(watch);
			}
			return isEarly;
		}
	}

}
