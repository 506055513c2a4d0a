package io.github.azurediscovery.grpc;

import io.github.azurediscovery.health.CallOutcome;

/**
 * What an attempt or a connection says about an instance.
 *
 * @param outcome what it counts as
 * @param reason the evidence in a few words
 */
record GrpcEvidence(CallOutcome outcome, String reason) {

	static final GrpcEvidence SUCCESS = new GrpcEvidence(CallOutcome.SUCCESS, "it answered");

	static GrpcEvidence hard(String reason) {
		return new GrpcEvidence(CallOutcome.HARD_FAILURE, reason);
	}

	static GrpcEvidence tls(String reason) {
		return new GrpcEvidence(CallOutcome.TLS_FAILURE, reason);
	}

	static GrpcEvidence suspect(String reason) {
		return new GrpcEvidence(CallOutcome.SUSPECT, reason);
	}

	static GrpcEvidence soft(String reason) {
		return new GrpcEvidence(CallOutcome.SOFT_FAILURE, reason);
	}

}
