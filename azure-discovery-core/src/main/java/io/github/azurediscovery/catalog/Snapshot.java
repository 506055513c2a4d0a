package io.github.azurediscovery.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * All services and instances at one revision. Immutable; the instances of a service are
 * sorted by id, whatever order Azure answered in.
 * <p>
 * Two snapshots may share a revision and still differ in what is no content: platform
 * status, held and unconfirmed marks, rejected items.
 */
public final class Snapshot {

	/** Nothing is known yet. */
	public static final Snapshot EMPTY = new Snapshot(0, Map.of(), List.of());

	private static final Comparator<Rejection> BY_NAME = Comparator.comparing(Rejection::name)
		.thenComparing(Rejection::service, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(Rejection::detail)
		.thenComparing(Rejection::reason)
		.thenComparing(Rejection::vm, Comparator.nullsFirst(Comparator.naturalOrder()));

	private final long revision;

	private final Map<String, List<Instance>> services;

	private final List<Rejection> rejected;

	private Snapshot(long revision, Map<String, List<Instance>> services, List<Rejection> rejected) {
		this.revision = revision;
		this.services = services;
		this.rejected = rejected;
	}

	/**
	 * Return the snapshot that follows this one. The revision moves by one if, and only
	 * if, the content differs. What did not change at all is taken over as the same
	 * object, so that others may compare by identity first.
	 * @param instances all instances of all services, in any order
	 * @param rejected everything seen that is no member
	 * @return the next snapshot; this one if nothing at all differs
	 * @throws IllegalArgumentException if two instances share service and id
	 */
	public Snapshot next(Collection<Instance> instances, Collection<Rejection> rejected) {
		Map<String, Map<String, Instance>> byId = new HashMap<>();
		for (Instance instance : instances) {
			Instance twin = byId.computeIfAbsent(instance.service(), (service) -> new HashMap<>())
				.put(instance.id(), instance);
			if (twin != null) {
				throw new IllegalArgumentException(
						"Two instances of '" + instance.service() + "' have the id " + instance.id());
			}
		}
		Map<String, List<Instance>> services = new HashMap<>();
		byId.forEach((service, members) -> services.put(service,
				following(this.services.getOrDefault(service, List.of()), members)));
		List<Rejection> reasons = rejected.stream().distinct().sorted(BY_NAME).toList();
		if (services.equals(this.services) && reasons.equals(this.rejected)) {
			return this;
		}
		Snapshot same = new Snapshot(this.revision, services, reasons);
		return SnapshotChange.between(this, same).isEmpty() ? same : new Snapshot(this.revision + 1, services, reasons);
	}

	/** Sort by id, which costs little while most were there before. */
	private static List<Instance> following(List<Instance> before, Map<String, Instance> members) {
		List<Instance> sorted = new ArrayList<>(members.size());
		boolean same = members.size() == before.size();
		for (Instance old : before) {
			Instance next = members.remove(old.id());
			if (next != null) {
				boolean equal = next.equals(old);
				sorted.add(equal ? old : next);
				same &= equal;
			}
		}
		if (!members.isEmpty()) {
			sorted.addAll(members.values());
			sorted.sort(Comparator.comparing(Instance::id));
		}
		return (same && members.isEmpty()) ? before : List.copyOf(sorted);
	}

	/**
	 * Return the number that moves with every change of content. Starts at 0.
	 * @return the revision
	 */
	public long revision() {
		return this.revision;
	}

	/**
	 * Return the ids of all services.
	 * @return the ids, unmodifiable
	 */
	public Set<String> services() {
		return Collections.unmodifiableSet(this.services.keySet());
	}

	/**
	 * Return whether a service is known.
	 * @param service the id, in any case
	 * @return whether it has members
	 */
	public boolean contains(String service) {
		return !instances(service).isEmpty();
	}

	/**
	 * Return the members of a service, routable or not. Costs one look-up and allocates
	 * nothing if the id is in lower case.
	 * @param service the id, in any case
	 * @return the members sorted by id, unmodifiable, empty if there are none
	 */
	public List<Instance> instances(String service) {
		List<Instance> members = this.services.get(service);
		if (members == null) {
			members = this.services.get(service.toLowerCase(Locale.ROOT));
		}
		return (members != null) ? members : List.of();
	}

	/**
	 * Return everything seen that is not a member.
	 * @return the rejected items, sorted by name, unmodifiable
	 */
	public List<Rejection> rejected() {
		return this.rejected;
	}

	/**
	 * Return the number of instances of all services.
	 * @return the number of instances
	 */
	public int size() {
		return this.services.values().stream().mapToInt(List::size).sum();
	}

	@Override
	public String toString() {
		return "Snapshot " + this.revision + " with " + size() + " instances of " + this.services.size() + " services";
	}

}
