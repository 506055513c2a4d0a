package io.github.azurediscovery.health;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

/**
 * The verdicts on all members of a service, sorted by the id of the instance. Immutable.
 * A list that was created from another one knows where it differs from that, so that
 * thousands of verdicts need not be compared to find the one that changed.
 */
public final class VerdictList extends AbstractList<InstanceVerdict> implements RandomAccess {

	private final InstanceVerdict[] verdicts;

	/** Identifies this list without referring to its content. */
	private final Object identity = new Object();

	private final Object origin;

	private final List<Integer> changed;

	private VerdictList(InstanceVerdict[] verdicts, Object origin, List<Integer> changed) {
		this.verdicts = verdicts;
		this.origin = origin;
		this.changed = changed;
	}

	/**
	 * Create a list.
	 * @param verdicts the verdicts, sorted by the id of the instance
	 * @return the list
	 */
	public static VerdictList of(Collection<InstanceVerdict> verdicts) {
		return new VerdictList(verdicts.toArray(InstanceVerdict[]::new), new Object(), List.of());
	}

	/**
	 * Create a list that differs from this one in some places.
	 * @param changes the new verdicts by their position
	 * @return the new list
	 */
	public VerdictList with(Map<Integer, InstanceVerdict> changes) {
		InstanceVerdict[] next = this.verdicts.clone();
		changes.forEach((position, verdict) -> next[position] = verdict);
		return new VerdictList(next, this.identity, List.copyOf(changes.keySet()));
	}

	@Override
	public InstanceVerdict get(int position) {
		return this.verdicts[position];
	}

	@Override
	public int size() {
		return this.verdicts.length;
	}

	/**
	 * Return where this list differs from another of the same size. Takes no time where
	 * this list was made from that one.
	 * @param before the other list
	 * @return the positions, in no order
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public List<Integer> differencesFrom(VerdictList before) {
		if (before.size() != size()) {
			throw new IllegalArgumentException("lists of " + before.size() + " and " + size() + " verdicts");
		}
		return this.origin.equals(before.identity) ? this.changed : compared(before.verdicts);
	}

	private List<Integer> compared(Object[] before) {
		Object[] after = this.verdicts;
		List<Integer> positions = new ArrayList<>();
		for (int i = 0; i < after.length; i++) {
			if (before[i] != after[i]) {
				positions.add(i);
			}
		}
		return positions;
	}

}
