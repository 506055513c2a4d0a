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
 * Recognises failures that are the caller's own, whatever the instance did: it ran out of
 * something, waited in a queue of its own, was interrupted, could not resolve a name,
 * read a file, reach or use its proxy, or follow a redirect, or the sender of a body that
 * it passed on went away. Classes of clients and servers that may be absent are known by
 * name.
 */
final class CallerFailureDetector {

	private static final List<Class<? extends Throwable>> TYPES = List.of(BindException.class,
			CancellationException.class, RejectedExecutionException.class, InterruptedException.class,
			ClosedByInterruptException.class, UnknownHostException.class, UnresolvedAddressException.class,
			FileNotFoundException.class, FileSystemException.class, ProtocolException.class);

	private static final Set<String> NAMES = Set.of(
			// waiting for a connection of one's own
			"org.apache.hc.core5.http.ConnectionRequestTimeoutException",
			"org.apache.hc.client5.http.ConnectionRequestTimeoutException",
			"reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException",
			"reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException",
			// redirects that lead nowhere: each of them is an answer
			"org.apache.hc.client5.http.ClientProtocolException", "org.apache.hc.client5.http.RedirectException",
			"org.apache.hc.client5.http.CircularRedirectException", "org.apache.hc.core5.http.ProtocolException",
			// the proxy
			"org.apache.hc.client5.http.impl.TunnelRefusedException", "io.netty.handler.proxy.ProxyConnectException",
			"io.netty.handler.proxy.HttpProxyHandler$HttpProxyConnectException",
			// the sender of a body that is passed on, as servlet containers tell it
			"org.apache.catalina.connector.ClientAbortException",
			"org.eclipse.jetty.server.internal.HttpConnection$HttpEofException");

	private static final List<String> MESSAGES = List.of("too many open files", "cannot assign requested address",
			"address already in use", "no buffer space available", "too many concurrent streams", "closed by interrupt",
			"tunnel failed", "unable to tunnel", "proxy authentication");

	/** Of Reactor Netty's clients and servers; what the server read has no cause. */
	private static final String ABORTED = "reactor.netty.channel.AbortedException";

	private static final String SENDER_LEFT = "Connection has been closed";

	private CallerFailureDetector() {
	}

	/**
	 * Judge one exception of a cause chain.
	 * @param link the exception
	 * @return whether it says nothing about the instance
	 */
	static boolean is(Throwable link) {
		if (TYPES.stream().anyMatch((type) -> type.isInstance(link)) || isNamed(link.getClass())) {
			return true;
		}
		if (link instanceof InterruptedIOException && !(link instanceof SocketTimeoutException)) {
			return true;
		}
		if (link.getClass().getName().equals(ABORTED)) {
			return SENDER_LEFT.equals(link.getMessage());
		}
		String message = String.valueOf(link.getMessage()).toLowerCase(Locale.ROOT);
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
