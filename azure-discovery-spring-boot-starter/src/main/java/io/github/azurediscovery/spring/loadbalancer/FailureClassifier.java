package io.github.azurediscovery.spring.loadbalancer;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.ServiceInstance;

/**
 * Classifies the exception of a failed call as evidence about the chosen instance. A
 * failure on the side of the caller, or at another address, is no evidence. Every HTTP
 * client wraps exceptions in its own way, so the first exception of the cause chain that
 * is evidence decides. Classes of clients that may not be on the class path are matched
 * by name. An unknown failure is no evidence if the thread was interrupted: the interrupt
 * closes the socket of a virtual thread, and clients may not report it.
 */
final class FailureClassifier {

	private static final int MAX_DEPTH = 20;

	private static final Set<String> CONNECT_TIMEOUT = Set.of("org.apache.hc.client5.http.ConnectTimeoutException",
			"io.netty.channel.ConnectTimeoutException");

	private static final Set<String> NO_TLS = Set.of("io.netty.handler.ssl.NotSslRecordException");

	private static final Set<String> READ_TIMEOUT = Set.of("io.netty.handler.timeout.ReadTimeoutException",
			"org.springframework.cloud.gateway.support.TimeoutException");

	private static final Set<String> CLOSED = Set.of("org.apache.hc.core5.http.NoHttpResponseException",
			"org.apache.hc.core5.http.ConnectionClosedException", "reactor.netty.http.client.PrematureCloseException",
			"reactor.netty.channel.AbortedException");

	private static final List<String> CLOSED_MESSAGES = List.of("connection reset", "broken pipe",
			"connection was aborted", "unexpected end of file");

	private FailureClassifier() {
	}

	/**
	 * Classify an exception.
	 * @param failure the exception of the failed call
	 * @param chosen the instance that was chosen for it
	 * @return the evidence, or {@code null} if it says nothing about the instance
	 */
	static @Nullable CallEvidence classify(@Nullable Throwable failure, ServiceInstance chosen) {
		List<Throwable> chain = chain(failure);
		if (chain.stream()
			.anyMatch((exception) -> CallerFailureDetector.isCallerFailure(exception)
					|| isElsewhere(exception, chosen))) {
			return null;
		}
		for (Throwable exception : chain) {
			CallEvidence evidence = classifyOne(exception);
			if (evidence != null) {
				return evidence;
			}
		}
		return (chain.stream().anyMatch(IOException.class::isInstance) && !Thread.currentThread().isInterrupted())
				? CallEvidence.suspect("I/O failure") : null;
	}

	private static List<Throwable> chain(@Nullable Throwable failure) {
		List<Throwable> chain = new ArrayList<>();
		for (Throwable exception = failure; exception != null
				&& chain.size() < MAX_DEPTH; exception = exception.getCause()) {
			chain.add(exception);
		}
		return chain;
	}

	private static boolean isElsewhere(Throwable exception, ServiceInstance chosen) {
		FailedAddress address = FailedAddress.in(exception);
		return address != null && !address.mayBe(chosen);
	}

	private static @Nullable CallEvidence classifyOne(Throwable exception) {
		String type = exception.getClass().getName();
		if (exception instanceof HttpConnectTimeoutException || CONNECT_TIMEOUT.contains(type)) {
			return CallEvidence.hard("connect timeout");
		}
		if (exception instanceof ConnectException || exception instanceof NoRouteToHostException) {
			return CallEvidence
				.hard(message(exception).contains("timed out") ? "connect timeout" : "connection refused");
		}
		if (exception instanceof SSLException) {
			return classifyTls(exception, type);
		}
		if (exception instanceof SocketTimeoutException && message(exception).startsWith("connect")) {
			return CallEvidence.hard("connect timeout");
		}
		if (exception instanceof SocketTimeoutException || exception instanceof HttpTimeoutException
				|| exception instanceof TimeoutException || READ_TIMEOUT.contains(type)) {
			return CallEvidence.soft("read timeout");
		}
		if (!closed(exception, type)) {
			return null;
		}
		return duringHandshake(exception) ? CallEvidence.tls("TLS handshake failed")
				: CallEvidence.suspect("connection closed");
	}

	private static @Nullable CallEvidence classifyTls(Throwable exception, String type) {
		if (exception instanceof SSLHandshakeException || exception instanceof SSLPeerUnverifiedException
				|| NO_TLS.contains(type) || message(exception).contains("unrecognized ssl message")) {
			return CallEvidence.tls("TLS handshake failed");
		}
		return CallEvidence.suspect("TLS failure");
	}

	private static boolean closed(Throwable exception, String type) {
		if (exception instanceof EOFException || exception instanceof ClosedChannelException || CLOSED.contains(type)) {
			return true;
		}
		String message = message(exception);
		return exception instanceof IOException && CLOSED_MESSAGES.stream().anyMatch(message::contains);
	}

	/** Netty reports this only in a suppressed exception. */
	private static boolean duringHandshake(Throwable closed) {
		return Arrays.stream(closed.getSuppressed()).anyMatch(SSLHandshakeException.class::isInstance);
	}

	private static String message(Throwable exception) {
		String message = exception.getMessage();
		return (message != null) ? message.toLowerCase(Locale.ROOT) : "";
	}

}
