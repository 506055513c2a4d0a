package io.github.azurediscovery.haproxy;

/**
 * The slots of a backend, by what occupies them.
 *
 * @param used slots of instances that get calls, or would if they were healthy
 * @param free slots that nothing occupies
 * @param draining slots that get no new calls
 * @param overridden slots whose state an operator chose
 * @param dynamic how many of these servers were added at run time, because the template
 * has too few slots
 */
public record SlotCounts(int used, int free, int draining, int overridden, int dynamic) {

	/**
	 * Return the slots of the template.
	 * @return all slots but the dynamic ones
	 */
	public int template() {
		return this.used + this.free + this.draining + this.overridden - this.dynamic;
	}

}
