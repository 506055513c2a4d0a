package io.github.azurediscovery.haproxy;

import io.github.azurediscovery.haproxy.syntax.HaproxyBounds;

/**
 * How many slots a backend needs. HAProxy cannot add slots to a template without a
 * reload, so there are more of them than instances.
 *
 * @param base the slots that every backend has
 * @param growth how the number grows beyond the base
 * @param factor by how much; more than 1 if exponential
 */
public record SlotCount(int base, SlotGrowth growth, double factor) {

	/** The most slots of one backend. */
	static final int MOST = 10_000;

	/** The defaults: 10, and 1.5 slots for each instance beyond. */
	public static final SlotCount DEFAULT = new SlotCount(10, SlotGrowth.LINEAR, 1.5);

	public SlotCount {
		HaproxyBounds.that(base >= 1 && base <= MOST, "haproxy.slots.base", base, "from 1 to " + MOST);
		boolean exponential = growth == SlotGrowth.EXPONENTIAL;
		HaproxyBounds.that(factor <= 100 && (exponential ? factor > 1 : factor >= 1), "haproxy.slots.growth-factor",
				factor, (exponential ? "more than 1 for exponential growth" : "at least 1") + ", and at most 100");
	}

	/**
	 * Return how many slots to declare.
	 * @param instances how many instances need one
	 * @return at least as many, as far as the most of a backend allow it
	 */
	public int slots(int instances) {
		if (instances <= this.base) {
			return this.base;
		}
		double slots = (this.growth == SlotGrowth.LINEAR)
				? this.base + Math.ceil((instances - this.base) * this.factor - 1e-9) : exponential(instances);
		return (int) Math.min(MOST, slots);
	}

	private double exponential(int instances) {
		double slots = this.base;
		while (Math.ceil(slots - 1e-9) < instances) {
			slots *= this.factor;
		}
		return Math.ceil(slots - 1e-9);
	}

}
