package io.github.azurediscovery.spring.loadbalancer;

import io.github.azurediscovery.health.CallOutcome;

/**
 * The evidence that the end of a call gives about the instance that was called.
 *
 * @param outcome the outcome of the call
 * @param reason a short description of the failure; empty for a success
 */
record CallEvidence(CallOutcome outcome, String reason) {

	static final CallEvidence SUCCESS = new CallEvidence(CallOutcome.SUCCESS, "");

	static CallEvidence hard(String reason) {
		return new CallEvidence(CallOutcome.HARD_FAILURE, reason);
	}

	static CallEvidence tls(String reason) {
		return new CallEvidence(CallOutcome.TLS_FAILURE, reason);
	}

	static CallEvidence soft(String reason) {
		return new CallEvidence(CallOutcome.SOFT_FAILURE, reason);
	}

	static CallEvidence suspect(String reason) {
		return new CallEvidence(CallOutcome.SUSPECT, reason);
	}

}
