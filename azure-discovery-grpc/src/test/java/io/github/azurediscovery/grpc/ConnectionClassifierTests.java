package io.github.azurediscovery.grpc;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.github.azurediscovery.health.CallOutcome;
import io.grpc.Status;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ConnectionClassifierTests {

	static Stream<Arguments> causes() {
		return Stream.of(arguments(new ConnectException("Connection refused"), CallOutcome.HARD_FAILURE),
				arguments(new NoRouteToHostException(), CallOutcome.HARD_FAILURE),
				arguments(new ConnectTimeoutException("connection timed out"), CallOutcome.HARD_FAILURE),
				arguments(new SSLHandshakeException("unknown authority"), CallOutcome.TLS_FAILURE),
				arguments(new NotSslRecordException("not an SSL/TLS record"), CallOutcome.TLS_FAILURE),
				arguments(new SSLException("closed"), CallOutcome.SUSPECT),
				arguments(new IOException("Connection reset by peer"), CallOutcome.SUSPECT));
	}

	@ParameterizedTest
	@MethodSource("causes")
	void theCauseDecides(Throwable cause, CallOutcome outcome) {
		GrpcEvidence evidence = ConnectionClassifier
			.classify(Status.UNAVAILABLE.withDescription("io exception").withCause(new RuntimeException(cause)));
		assertThat(evidence).isNotNull();
		assertThat(evidence.outcome()).isEqualTo(outcome);
	}

	@Test
	void aConnectionThatIsClosedBeforeItsFirstFrameIsSuspect() {
		assertThat(ConnectionClassifier.classify(Status.UNAVAILABLE.withDescription("Network closed")))
			.isEqualTo(GrpcEvidence.suspect("connection closed"));
	}

	@Test
	void aNameThatTheCallerCannotLookUpSaysNothing() {
		assertThat(ConnectionClassifier.classify(Status.UNAVAILABLE.withCause(new UnknownHostException("orders-1"))))
			.isNull();
	}

	@Test
	void theCallersProxySaysNothing() {
		Throwable proxy = new io.netty.handler.proxy.HttpProxyHandler.HttpProxyConnectException("407", null);
		assertThat(ConnectionClassifier.classify(Status.UNAVAILABLE.withCause(proxy))).isNull();
	}

}
