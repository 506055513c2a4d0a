package io.github.azurediscovery.fleet.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;

/**
 * The instances that the poller found, sorted, so that the same estate makes the same
 * document. They carry no source: each reader gives them its own. Immutable.
 *
 * @param services the instances by the id of their service, by their own id within it
 * @param rejected what was seen and is no member
 */
public record FleetContent(SortedMap<String, List<Instance>> services, List<Rejection> rejected) {

	private static final Comparator<Instance> BY_ID = Comparator.comparing(Instance::id)
		.thenComparing(Instance::host)
		.thenComparing(Instance::port);

	private static final Comparator<Rejection> BY_NAME = Comparator.comparing(Rejection::name)
		.thenComparing(Rejection::service, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(Rejection::reason)
		.thenComparing(Rejection::vm, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(Rejection::detail);

	/** Neither an instance nor a rejection. */
	public static final FleetContent EMPTY = of(List.of(), List.of());

	/** Sort, and take the sources from the instances. */
	public FleetContent {
		SortedMap<String, List<Instance>> sorted = new TreeMap<>();
		services.forEach((service, instances) -> sorted.put(service,
				instances.stream().map(FleetContent::withoutSource).sorted(BY_ID).toList()));
		services = Collections.unmodifiableSortedMap(sorted);
		rejected = rejected.stream().sorted(BY_NAME).toList();
	}

	/**
	 * Make a content of what was found.
	 * @param instances the instances of all services
	 * @param rejected what was seen and is no member
	 */
	public static FleetContent of(Collection<Instance> instances, Collection<Rejection> rejected) {
		SortedMap<String, List<Instance>> services = new TreeMap<>();
		for (Instance instance : instances) {
			services.computeIfAbsent(instance.service(), (service) -> new ArrayList<>()).add(instance);
		}
		return new FleetContent(services, List.copyOf(rejected));
	}

	/** Return the instances of all services, in the order of the document. */
	public List<Instance> instances() {
		return this.services.values().stream().flatMap(List::stream).toList();
	}

	private static Instance withoutSource(Instance instance) {
		return instance.source().isEmpty() ? instance : instance.toBuilder().source("").build();
	}

}
