package io.github.azurediscovery.catalog;

import java.util.ArrayList;
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
			if (before.instances(id) != after.instances(id)) {
				Service service = Service.between(before.instances(id), after.instances(id));
				if (!service.isEmpty()) {
					changed.put(id, service);
				}
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

		/** Compare two lists, both sorted by id. */
		static Service between(List<Instance> before, List<Instance> after) {
			List<Instance> joined = new ArrayList<>();
			List<Instance> left = new ArrayList<>();
			List<Update> updated = new ArrayList<>();
			int old = 0;
			for (Instance instance : after) {
				while (old < before.size() && before.get(old).id().compareTo(instance.id()) < 0) {
					left.add(before.get(old++));
				}
				if (old == before.size() || !before.get(old).id().equals(instance.id())) {
					joined.add(instance);
				}
				else if (before.get(old).isReplacedBy(instance)) {
					left.add(before.get(old++));
					joined.add(instance);
				}
				else {
					compare(before.get(old++), instance, updated);
				}
			}
			left.addAll(before.subList(old, before.size()));
			return new Service(joined, left, updated);
		}

		private static void compare(Instance before, Instance after, List<Update> updated) {
			if (!before.equals(after)) {
				Set<Instance.Field> fields = before.differences(after);
				if (!fields.isEmpty()) {
					updated.add(new Update(before, after, fields));
				}
			}
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
