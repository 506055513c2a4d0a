package io.github.azurediscovery.spring.loadbalancer;

import io.github.azurediscovery.health.Outcome;

/**
 * The evidence that the end of a call gives about the instance that was called.
 *
 * @param outcome the outcome of the call
 * @param reason a short description of the failure; empty for a success
 */
record CallEvidence(Outcome outcome, String reason) {

	static final CallEvidence SUCCESS = new CallEvidence(Outcome.SUCCESS, "");

	static CallEvidence hard(String reason) {
		return new CallEvidence(Outcome.HARD_FAILURE, reason);
	}

	static CallEvidence tls(String reason) {
		return new CallEvidence(Outcome.TLS_FAILURE, reason);
	}

	static CallEvidence soft(String reason) {
		return new CallEvidence(Outcome.SOFT_FAILURE, reason);
	}

	static CallEvidence suspect(String reason) {
		return new CallEvidence(Outcome.SUSPECT, reason);
	}

}
