package io.github.azurediscovery.source;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Why a source could not answer. */
class SourceExceptionTests {

	static Stream<Arguments> causes() {
		return Stream.of(arguments(null, Reason.FAILED), arguments(new EOFException(), Reason.FAILED),
				arguments(new ConnectException(), Reason.UNREACHABLE),
				arguments(new NoRouteToHostException(), Reason.UNREACHABLE),
				arguments(new UnknownHostException(), Reason.UNREACHABLE),
				arguments(new HttpConnectTimeoutException(""), Reason.UNREACHABLE),
				arguments(new SSLHandshakeException(""), Reason.UNREACHABLE),
				arguments(new HttpTimeoutException(""), Reason.TIMEOUT),
				arguments(new SocketTimeoutException(), Reason.TIMEOUT),
				arguments(new TimeoutException(), Reason.TIMEOUT),
				arguments(new IOException(new TimeoutException()), Reason.TIMEOUT),
				arguments(new NoSuchFileException("hosts"), Reason.MISSING),
				arguments(new MalformedInputException(1), Reason.INVALID));
	}

	@ParameterizedTest
	@MethodSource("causes")
	void theCauseTellsTheReason(@Nullable Throwable cause, Reason reason) {
		assertThat(SourceException.builder("failed").cause(cause).build().reason()).isEqualTo(reason);
	}

	@Test
	void whoSaysWhenToAskAgainIsThrottling() {
		assertThat(SourceException.builder("429").notBefore(Instant.EPOCH).requests(1).build().reason())
			.isEqualTo(Reason.THROTTLED);
	}

	@Test
	void whoRefusesForbids() {
		SourceException denied = SourceException.builder("403").reason(Reason.FORBIDDEN).requests(1).build();
		assertThat(denied.isForbidden()).isTrue();
		assertThat(denied.reason()).isEqualTo(Reason.FORBIDDEN);
	}

	@Test
	void theReasonCanBeSaid() {
		SourceException invalid = SourceException.builder("no JSON")
			.reason(Reason.INVALID)
			.cause(new EOFException())
			.requests(1)
			.build();
		assertThat(invalid.reason()).isEqualTo(Reason.INVALID);
		assertThat(invalid.isForbidden()).isFalse();
	}

}
