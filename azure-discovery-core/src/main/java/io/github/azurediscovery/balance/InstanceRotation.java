package io.github.azurediscovery.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.catalog.Instance;

/**
 * The lists that callers are offered in turn: one, as a rule; several while newcomers
 * start slowly, of which only some hold the newcomers. A list is offered for as many
 * calls in a row as it has instances, so that round robin over what is offered picks each
 * of them exactly once and stays even. No list holds an instance twice. Thread-safe.
 */
public final class InstanceRotation {

	private final List<List<Instance>> lists;

	private final int[] turns;

	private final int[] ends;

	private final Instance[] round;

	private final AtomicInteger calls;

	private InstanceRotation(List<List<Instance>> lists, int[] turns, AtomicInteger calls) {
		this.lists = lists;
		this.turns = turns;
		this.calls = calls;
		this.ends = new int[turns.length];
		int end = 0;
		for (int i = 0; i < turns.length; i++) {
			end += lists.get(turns[i]).size();
			this.ends[i] = end;
		}
		this.round = (turns.length == 1) ? InstanceList.of(lists.get(0)).shared() : round(lists, turns, end);
	}

	private static Instance[] round(List<List<Instance>> lists, int[] turns, int size) {
		Instance[] round = new Instance[size];
		int next = 0;
		for (int turn : turns) {
			for (Instance instance : lists.get(turn)) {
				round[next++] = instance;
			}
		}
		return round;
	}

	/** Always offer the same list. */
	static InstanceRotation always(List<Instance> only, AtomicInteger calls) {
		return new InstanceRotation(List.of(only), new int[] { 0 }, calls);
	}

	/**
	 * Offer lists one after the other, again and again.
	 * @param inTurn the lists, immutable; the same list may come more than once
	 * @param calls counts the calls, and goes on counting from the rota before
	 */
	static InstanceRotation inTurn(List<List<Instance>> inTurn, AtomicInteger calls) {
		List<List<Instance>> lists = new ArrayList<>();
		int[] turns = new int[inTurn.size()];
		for (int i = 0; i < turns.length; i++) {
			turns[i] = positionOf(inTurn.get(i), lists);
		}
		return (lists.size() == 1) ? always(lists.get(0), calls)
				: new InstanceRotation(List.copyOf(lists), turns, calls);
	}

	private static int positionOf(List<Instance> list, List<List<Instance>> lists) {
		for (int i = 0; i < lists.size(); i++) {
			if (lists.get(i) == list) {
				return i;
			}
		}
		lists.add(list);
		return lists.size() - 1;
	}

	/**
	 * Return the different lists. Convert them once per rotation, if they are needed in
	 * another form, and then ask {@link #turn()} for each call.
	 * @return the lists, each sorted by id
	 */
	public List<List<Instance>> lists() {
		return this.lists;
	}

	/**
	 * Return which list this call is offered. Costs a comparison while there is one list,
	 * an atomic increment otherwise; never allocates.
	 * @return an index into {@link #lists()}
	 */
	public int turn() {
		if (this.turns.length == 1) {
			return 0;
		}
		int call = call();
		int turn = 0;
		while (call >= this.ends[turn]) {
			turn++;
		}
		return this.turns[turn];
	}

	/**
	 * Pick the next instance, round robin. One atomic increment and one array read; never
	 * allocates.
	 * @return the instance
	 */
	public Instance next() {
		return this.round[call()];
	}

	void callsSoFar(int number) {
		this.calls.set(number);
	}

	private int call() {
		return (this.calls.getAndIncrement() & Integer.MAX_VALUE) % this.round.length;
	}

}
