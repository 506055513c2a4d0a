package io.github.azurediscovery.balance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.InstanceVerdict;

/**
 * Lets the newcomers of one service begin with a tenth of a full share of calls and grow
 * by a tenth with each step. Initial instances are not newcomers; if all instances are
 * new, none is slowed down. The first step begins when an instance is routable for the
 * first time.
 */
final class SlowStartSteps {

	static final int STEPS = 10;

	/** Which step a newcomer must have reached to be in a list; spread over the round. */
	private static final int[] ROUND = { 0, 5, 2, 7, 4, 9, 1, 6, 3, 8 };

	private final Map<String, Integer> newcomers = new HashMap<>();

	private Set<String> known = Set.of();

	/** Take note of the present members. */
	void update(List<InstanceVerdict> members) {
		Set<String> present = new HashSet<>();
		for (InstanceVerdict member : members) {
			String id = member.instance().id();
			present.add(id);
			if (!this.known.isEmpty() && !this.known.contains(id)) {
				this.newcomers.put(id, 0);
			}
			if (member.health().routable()) {
				this.newcomers.replace(id, 0, 1);
			}
		}
		this.newcomers.keySet().retainAll(present);
		this.known = present;
	}

	/** Advance every newcomer that has begun. */
	void step() {
		this.newcomers.replaceAll((id, steps) -> (steps > 0) ? steps + 1 : 0);
		this.newcomers.values().removeIf((steps) -> steps >= STEPS);
	}

	/** Return whether an instance has not got its full share yet. */
	boolean hasNewcomers() {
		return !this.newcomers.isEmpty();
	}

	/** Return whether steps are due. */
	boolean underway() {
		return this.newcomers.values().stream().anyMatch((steps) -> steps > 0);
	}

	/** Return the lists to offer in turn. */
	List<List<Instance>> turns(List<Instance> offered) {
		if (this.newcomers.isEmpty()
				|| offered.stream().allMatch((instance) -> this.newcomers.containsKey(instance.id()))) {
			return List.of(offered);
		}
		Map<Integer, List<Instance>> bySize = new HashMap<>();
		return java.util.Arrays.stream(ROUND).mapToObj((step) -> {
			List<Instance> list = offered.stream()
				.filter((instance) -> this.newcomers.getOrDefault(instance.id(), STEPS) > step)
				.toList();
			return bySize.computeIfAbsent(list.size(), (size) -> list);
		}).toList();
	}

}
