package io.github.azurediscovery.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between two snapshots. Immutable.
 *
 * @param before the older snapshot
 * @param after the newer snapshot
 * @param services the services whose content differs, by id
 */
public record SnapshotChange(Snapshot before, Snapshot after, Map<String, Service> services) {

	public SnapshotChange {
		services = java.util.Collections.unmodifiableMap(new TreeMap<>(services));
	}

	/**
	 * Compare two snapshots.
	 * @param before the older snapshot
	 * @param after the newer snapshot
	 * @return what differs
	 */
	public static SnapshotChange between(Snapshot before, Snapshot after) {
		Map<String, Service> changed = new TreeMap<>();
		Set<String> ids = new TreeSet<>(before.services());
		ids.addAll(after.services());
		for (String id : ids) {
			Service service = Service.between(before.instances(id), after.instances(id));
			if (!service.isEmpty()) {
				changed.put(id, service);
			}
		}
		return new SnapshotChange(before, after, changed);
	}

	/**
	 * Return whether the content is the same.
	 * @return whether nothing differs
	 */
	public boolean isEmpty() {
		return this.services.isEmpty();
	}

	/**
	 * What differs in one service.
	 *
	 * @param joined the instances that are new, sorted by id
	 * @param left the instances that are gone, as they were, sorted by id
	 * @param updated the instances whose content differs, sorted by id
	 */
	public record Service(List<Instance> joined, List<Instance> left, List<Update> updated) {

		public Service {
			joined = List.copyOf(joined);
			left = List.copyOf(left);
			updated = List.copyOf(updated);
		}

		static Service between(List<Instance> before, List<Instance> after) {
			Map<String, Instance> old = new HashMap<>();
			before.forEach((instance) -> old.put(instance.id(), instance));
			List<Instance> joined = new ArrayList<>();
			List<Update> updated = new ArrayList<>();
			for (Instance instance : after) {
				Instance twin = old.remove(instance.id());
				if (twin == null) {
					joined.add(instance);
				}
				else if (!twin.differences(instance).isEmpty()) {
					updated.add(new Update(twin, instance, twin.differences(instance)));
				}
			}
			List<Instance> left = before.stream().filter((instance) -> old.containsKey(instance.id())).toList();
			return new Service(joined, left, updated);
		}

		boolean isEmpty() {
			return this.joined.isEmpty() && this.left.isEmpty() && this.updated.isEmpty();
		}

	}

	/**
	 * One instance whose content differs.
	 *
	 * @param before the instance as it was
	 * @param after the instance as it is
	 * @param fields the parts that differ
	 */
	public record Update(Instance before, Instance after, Set<Instance.Field> fields) {

		public Update {
			fields = Set.copyOf(fields);
		}

	}

}
