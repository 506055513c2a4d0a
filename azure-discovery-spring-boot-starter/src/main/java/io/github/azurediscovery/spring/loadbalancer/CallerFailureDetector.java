package io.github.azurediscovery.spring.loadbalancer;

import java.io.FileNotFoundException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;

/**
 * Detects failures on the side of the caller, which say nothing about the instance: the
 * caller ran out of a resource, waited in a queue of its own, was interrupted, could not
 * resolve a name, read a file, connect to its proxy or follow a redirect, or the sender
 * of a forwarded body disconnected. Classes of clients and servers that may not be on the
 * class path are matched by name.
 */
final class CallerFailureDetector {

	private static final List<Class<? extends Throwable>> TYPES = List.of(BindException.class,
			CancellationException.class, RejectedExecutionException.class, InterruptedException.class,
			ClosedByInterruptException.class, UnknownHostException.class, UnresolvedAddressException.class,
			FileNotFoundException.class, FileSystemException.class, ProtocolException.class);

	private static final Set<String> NAMES = Set.of(
			// waiting for a connection of the caller's pool
			"org.apache.hc.core5.http.ConnectionRequestTimeoutException",
			"org.apache.hc.client5.http.ConnectionRequestTimeoutException",
			"org.apache.hc.core5.util.DeadlineTimeoutException",
			"reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException",
			"reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException",
			// redirects that cannot be followed: each of them is a response
			"org.apache.hc.client5.http.ClientProtocolException", "org.apache.hc.client5.http.RedirectException",
			"org.apache.hc.client5.http.CircularRedirectException", "org.apache.hc.core5.http.ProtocolException",
			// the proxy
			"org.apache.hc.client5.http.impl.TunnelRefusedException", "io.netty.handler.proxy.ProxyConnectException",
			"io.netty.handler.proxy.HttpProxyHandler$HttpProxyConnectException",
			// the sender of a forwarded body disconnected, as reported by servlet
			// containers
			"org.apache.catalina.connector.ClientAbortException",
			"org.eclipse.jetty.server.internal.HttpConnection$HttpEofException");

	private static final List<String> MESSAGES = List.of("too many open files", "cannot assign requested address",
			"address already in use", "no buffer space available", "too many concurrent streams", "closed by interrupt",
			"tunnel failed", "unable to tunnel", "proxy authentication");

	/**
	 * Thrown by Reactor Netty's clients and servers; without a cause if the server was
	 * reading.
	 */
	private static final String ABORTED = "reactor.netty.channel.AbortedException";

	private static final String SENDER_DISCONNECTED = "Connection has been closed";

	private CallerFailureDetector() {
	}

	/**
	 * Return whether an exception is a failure on the side of the caller.
	 * @param exception one exception of a cause chain
	 * @return whether it says nothing about the instance
	 */
	static boolean isCallerFailure(Throwable exception) {
		if (TYPES.stream().anyMatch((type) -> type.isInstance(exception)) || isNamed(exception.getClass())) {
			return true;
		}
		if (exception instanceof InterruptedIOException && !(exception instanceof SocketTimeoutException)) {
			return true;
		}
		if (exception.getClass().getName().equals(ABORTED)) {
			return SENDER_DISCONNECTED.equals(exception.getMessage());
		}
		String message = String.valueOf(exception.getMessage()).toLowerCase(Locale.ROOT);
		return MESSAGES.stream().anyMatch(message::contains);
	}

	private static boolean isNamed(Class<?> type) {
		for (Class<?> ancestor = type; ancestor != null; ancestor = ancestor.getSuperclass()) {
			if (NAMES.contains(ancestor.getName())) {
				return true;
			}
		}
		return false;
	}

}
