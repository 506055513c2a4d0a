package io.github.azurediscovery.spring.loadbalancer;

import io.github.azurediscovery.health.Outcome;

/**
 * What the end of a call says about the instance that was called.
 *
 * @param outcome how the call ended
 * @param reason the evidence in a few words; empty for a success
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
