package io.github.azurediscovery.spring.loadbalancer;

import io.github.azurediscovery.health.Outcome;

/**
 * What the end of a call says about the instance that was called.
 *
 * @param outcome how the call ended
 * @param reason the evidence in a few words; empty for a success
 */
record Evidence(Outcome outcome, String reason) {

	static final Evidence SUCCESS = new Evidence(Outcome.SUCCESS, "");

	static Evidence hard(String reason) {
		return new Evidence(Outcome.HARD_FAILURE, reason);
	}

	static Evidence tls(String reason) {
		return new Evidence(Outcome.TLS_FAILURE, reason);
	}

	static Evidence soft(String reason) {
		return new Evidence(Outcome.SOFT_FAILURE, reason);
	}

	static Evidence suspect(String reason) {
		return new Evidence(Outcome.SUSPECT, reason);
	}

}
