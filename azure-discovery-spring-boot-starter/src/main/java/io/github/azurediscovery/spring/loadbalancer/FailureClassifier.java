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
 * Tells from the exception of a failed call what it says about the instance that was
 * picked. What is the caller's own failure, or happened at another address, says nothing.
 * Every HTTP client wraps in its own way, so the first exception of the cause chain that
 * says something decides. Classes of clients that may be absent are known by name. A
 * failure that is not known says nothing on a thread that was interrupted: the interrupt
 * closes the socket of a virtual thread, and clients may not tell of it.
 */
final class FailureClassifier {

	private static final int DEPTH = 20;

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
	 * Judge an exception.
	 * @param failure how the call failed
	 * @param picked the instance that was picked for it
	 * @return the evidence, or {@code null} if it says nothing about the instance
	 */
	static @Nullable CallEvidence of(@Nullable Throwable failure, ServiceInstance picked) {
		List<Throwable> chain = chain(failure);
		if (chain.stream().anyMatch((link) -> CallerFailureDetector.is(link) || isElsewhere(link, picked))) {
			return null;
		}
		for (Throwable link : chain) {
			CallEvidence evidence = ofOne(link);
			if (evidence != null) {
				return evidence;
			}
		}
		return (chain.stream().anyMatch(IOException.class::isInstance) && !Thread.currentThread().isInterrupted())
				? CallEvidence.suspect("I/O failure") : null;
	}

	private static List<Throwable> chain(@Nullable Throwable failure) {
		List<Throwable> chain = new ArrayList<>();
		for (Throwable link = failure; link != null && chain.size() < DEPTH; link = link.getCause()) {
			chain.add(link);
		}
		return chain;
	}

	private static boolean isElsewhere(Throwable link, ServiceInstance picked) {
		FailedAddress address = FailedAddress.in(link);
		return address != null && !address.mayBe(picked);
	}

	private static @Nullable CallEvidence ofOne(Throwable link) {
		String type = link.getClass().getName();
		if (link instanceof HttpConnectTimeoutException || CONNECT_TIMEOUT.contains(type)) {
			return CallEvidence.hard("connect timeout");
		}
		if (link instanceof ConnectException || link instanceof NoRouteToHostException) {
			return CallEvidence.hard(message(link).contains("timed out") ? "connect timeout" : "connection refused");
		}
		if (link instanceof SSLException) {
			return ofTls(link, type);
		}
		if (link instanceof SocketTimeoutException && message(link).startsWith("connect")) {
			return CallEvidence.hard("connect timeout");
		}
		if (link instanceof SocketTimeoutException || link instanceof HttpTimeoutException
				|| link instanceof TimeoutException || READ_TIMEOUT.contains(type)) {
			return CallEvidence.soft("read timeout");
		}
		if (!closed(link, type)) {
			return null;
		}
		return duringHandshake(link) ? CallEvidence.tls("TLS handshake failed")
				: CallEvidence.suspect("connection closed");
	}

	private static @Nullable CallEvidence ofTls(Throwable link, String type) {
		if (link instanceof SSLHandshakeException || link instanceof SSLPeerUnverifiedException || NO_TLS.contains(type)
				|| message(link).contains("unrecognized ssl message")) {
			return CallEvidence.tls("TLS handshake failed");
		}
		return CallEvidence.suspect("TLS failure");
	}

	private static boolean closed(Throwable link, String type) {
		if (link instanceof EOFException || link instanceof ClosedChannelException || CLOSED.contains(type)) {
			return true;
		}
		String message = message(link);
		return link instanceof IOException && CLOSED_MESSAGES.stream().anyMatch(message::contains);
	}

	/** Netty says so in a suppressed exception only. */
	private static boolean duringHandshake(Throwable closed) {
		return Arrays.stream(closed.getSuppressed()).anyMatch(SSLHandshakeException.class::isInstance);
	}

	private static String message(Throwable link) {
		String message = link.getMessage();
		return (message != null) ? message.toLowerCase(Locale.ROOT) : "";
	}

}
