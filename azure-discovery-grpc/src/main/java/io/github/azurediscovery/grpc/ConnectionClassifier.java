package io.github.azurediscovery.grpc;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.grpc.Status;
import io.grpc.Status.Code;
import org.jspecify.annotations.Nullable;

/**
 * Classifies why a connection failed as evidence about the instance that it should have
 * reached. Classes of Netty are matched by the end of their names, because a transport
 * may bring its own copy of them. A proxy of the caller, or a name that the caller cannot
 * look up, is no evidence.
 */
final class ConnectionClassifier {

	private static final int MAX_DEPTH = 20;

	private ConnectionClassifier() {
	}

	/**
	 * Classify a connection that failed.
	 * @param status why it failed
	 * @return the evidence, or {@code null} if it says nothing about the instance
	 */
	static @Nullable GrpcEvidence classify(Status status) {
		List<Throwable> causes = Stream.iterate(status.getCause(), (cause) -> cause != null, Throwable::getCause)
			.limit(MAX_DEPTH)
			.toList();
		if (causes.stream().anyMatch(ConnectionClassifier::isCallerFailure)) {
			return null;
		}
		return causes.stream()
			.map(ConnectionClassifier::classifyOne)
			.filter((evidence) -> evidence != null)
			.findFirst()
			.orElse((status.getCode() == Code.UNAVAILABLE) ? GrpcEvidence.suspect("connection closed") : null);
	}

	private static boolean isCallerFailure(Throwable cause) {
		return cause instanceof UnknownHostException || cause.getClass().getName().contains(".handler.proxy.");
	}

	private static @Nullable GrpcEvidence classifyOne(Throwable cause) {
		if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
			return GrpcEvidence.hard(isTimeout(cause) ? "connect timeout" : "connection refused");
		}
		if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException
				|| cause.getClass().getName().endsWith(".NotSslRecordException")) {
			return GrpcEvidence.tls("TLS handshake failed");
		}
		if (cause instanceof SSLException) {
			return GrpcEvidence.suspect("TLS failure");
		}
		return (cause instanceof IOException) ? GrpcEvidence.suspect("connection closed") : null;
	}

	private static boolean isTimeout(Throwable cause) {
		return cause.getClass().getName().endsWith(".ConnectTimeoutException")
				|| String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("timed out");
	}

}
