package io.github.azurediscovery.envoy;

/** How Envoy chooses among the endpoints of a cluster. */
public enum ClusterPolicy {

	/** One after the other, by weight. */
	ROUND_ROBIN,

	/** The one of two with fewer requests under way. */
	LEAST_REQUEST,

	/** At random. */
	RANDOM

}
