package io.github.azurediscovery.haproxy;

/** How the number of slots follows the number of instances. */
public enum SlotGrowth {

	/** By a multiple of what exceeds the base. */
	LINEAR,

	/** By doubling, or another factor, until there is room. */
	EXPONENTIAL

}
