package io.github.azurediscovery.grpc;

import java.io.IOException;

import io.github.azurediscovery.grpc.AttemptClassifier.Progress;
import io.github.azurediscovery.health.CallOutcome;
import io.grpc.Status;
import io.grpc.Status.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class AttemptClassifierTests {

	private static final Status UNAVAILABLE = Status.UNAVAILABLE;

	@ParameterizedTest
	@EnumSource(value = Code.class, names = "UNAVAILABLE", mode = EnumSource.Mode.EXCLUDE)
	void anAnswerIsASuccessWhateverItsStatus(Code code) {
		assertThat(AttemptClassifier.classify(code.toStatus(), Progress.TRAILERS)).isEqualTo(GrpcEvidence.SUCCESS);
	}

	@Test
	void anInstanceThatSaysUnavailableIsDegraded() {
		assertThat(outcome(UNAVAILABLE, Progress.TRAILERS)).isEqualTo(CallOutcome.SOFT_FAILURE);
	}

	@ParameterizedTest
	@EnumSource(Code.class)
	void whatWasNotSentSaysNothing(Code code) {
		assertThat(AttemptClassifier.classify(code.toStatus().withCause(new IOException("token server")),
				Progress.NOT_SENT))
			.isNull();
	}

	@ParameterizedTest
	@EnumSource(value = Code.class, names = { "CANCELLED", "DEADLINE_EXCEEDED" })
	void noAnswerBeforeTheDeadlineIsAReadTimeout(Code code) {
		assertThat(outcome(code.toStatus(), Progress.OVERDUE)).isEqualTo(CallOutcome.SOFT_FAILURE);
	}

	@ParameterizedTest
	@EnumSource(value = Code.class, names = { "CANCELLED", "DEADLINE_EXCEEDED" })
	void aCallerThatWaitsNoLongerSaysNothing(Code code) {
		assertThat(AttemptClassifier.classify(code.toStatus(), Progress.SENT)).isNull();
		assertThat(AttemptClassifier.classify(code.toStatus(), Progress.HEADERS)).isNull();
	}

	@ParameterizedTest
	@EnumSource(value = Progress.class, names = { "SENT", "OVERDUE", "HEADERS" })
	void aConnectionThatBreaksIsSuspect(Progress progress) {
		assertThat(outcome(UNAVAILABLE.withDescription("io exception").withCause(new IOException("reset")), progress))
			.isEqualTo(CallOutcome.SUSPECT);
		assertThat(outcome(UNAVAILABLE.withDescription("Network closed for unknown reason"), progress))
			.isEqualTo(CallOutcome.SUSPECT);
		assertThat(outcome(UNAVAILABLE.withDescription("Keepalive failed. The connection is likely gone"), progress))
			.isEqualTo(CallOutcome.SUSPECT);
	}

	@Test
	void aServerThatEndsItsConnectionsInOrderSaysNothing() {
		Status goAway = UNAVAILABLE.withDescription("Connection closed after GOAWAY. HTTP/2 error code: NO_ERROR");
		assertThat(AttemptClassifier.classify(goAway, Progress.SENT)).isNull();
	}

	@Test
	void aGatewayThatAnswersInItsPlaceIsABadStatus() {
		Status gateway = UNAVAILABLE.withDescription("HTTP status code 503\ninvalid content-type: text/html");
		assertThat(AttemptClassifier.classify(gateway, Progress.SENT))
			.isEqualTo(GrpcEvidence.soft("HTTP status code 503"));
	}

	@ParameterizedTest
	@EnumSource(value = Code.class, names = { "INTERNAL", "RESOURCE_EXHAUSTED", "UNKNOWN", "UNAUTHENTICATED" })
	void whatBreaksOnTheSideOfTheCallerSaysNothing(Code code) {
		assertThat(AttemptClassifier.classify(code.toStatus(), Progress.SENT)).isNull();
	}

	private static CallOutcome outcome(Status status, Progress progress) {
		GrpcEvidence evidence = AttemptClassifier.classify(status, progress);
		assertThat(evidence).isNotNull();
		return evidence.outcome();
	}

}
