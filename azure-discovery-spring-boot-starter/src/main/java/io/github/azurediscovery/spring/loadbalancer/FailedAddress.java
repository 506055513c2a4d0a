package io.github.azurediscovery.spring.loadbalancer;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * The address that an exception names, to be compared with that of the chosen instance:
 * an interceptor that calls a token server, a redirect and a proxy fail at an address of
 * their own. Clients report the address as a URI or in the message:
 * {@code Connection refused: /10.0.0.4:8080}, {@code Connect to http://10.0.0.4:8080
 * [/10.0.0.4] failed},
 * {@code I/O error on GET request for "http://10.0.0.4:8080/orders"}.
 *
 * @param host the host, a name or an IP address
 * @param port the port
 */
record FailedAddress(String host, int port) {

	private static final boolean WEB_CLIENT = ClassUtils.isPresent(
			"org.springframework.web.reactive.function.client.WebClientRequestException",
			FailedAddress.class.getClassLoader());

	private static final Set<String> NAMED = Set.of("org.springframework.web.client.ResourceAccessException",
			"org.apache.hc.client5.http.HttpHostConnectException", "org.apache.hc.client5.http.ConnectTimeoutException",
			"io.netty.channel.ConnectTimeoutException");

	private static final Pattern URL = Pattern.compile("\\b(https?)://(\\[[^]]+]|[^/:\\s\"?]+)(?::(\\d+))?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern SOCKET = Pattern.compile("/?(\\[[^]]+]|[\\w.-]+):(\\d{1,5})\\b");

	private static final Pattern IP_ADDRESS = Pattern.compile("[\\d.]+|\\[.*]");

	/**
	 * Return the address that an exception names.
	 * @param exception the exception
	 * @return the address, or {@code null} if it names none
	 */
	static @Nullable FailedAddress in(Throwable exception) {
		if (WEB_CLIENT && WebClient.is(exception)) {
			return of(WebClient.uri(exception));
		}
		boolean namesAddress = exception instanceof ConnectException || exception instanceof SocketTimeoutException
				|| NAMED.contains(exception.getClass().getName());
		String message = exception.getMessage();
		return (namesAddress && message != null) ? in(message) : null;
	}

	private static @Nullable FailedAddress in(String message) {
		Matcher url = URL.matcher(message);
		if (url.find()) {
			return new FailedAddress(url.group(2), port(url.group(1), url.group(3)));
		}
		Matcher socket = SOCKET.matcher(message);
		return socket.find() ? new FailedAddress(socket.group(1), Integer.parseInt(socket.group(2))) : null;
	}

	private static @Nullable FailedAddress of(@Nullable URI uri) {
		return (uri != null && uri.getHost() != null) ? new FailedAddress(uri.getHost(),
				port(String.valueOf(uri.getScheme()), (uri.getPort() >= 0) ? String.valueOf(uri.getPort()) : null))
				: null;
	}

	private static int port(String scheme, @Nullable String port) {
		if (port != null) {
			return (port.length() <= 5) ? Integer.parseInt(port) : -1;
		}
		return scheme.equalsIgnoreCase("https") ? 443 : 80;
	}

	/**
	 * Return whether this may be the address of an instance. A name and an IP address may
	 * refer to the same host.
	 * @param chosen the instance that was chosen
	 */
	boolean mayBe(ServiceInstance chosen) {
		String other = String.valueOf(chosen.getHost());
		boolean comparable = IP_ADDRESS.matcher(this.host).matches() == IP_ADDRESS.matcher(other).matches();
		return this.port == chosen.getPort() && (!comparable || isSame(this.host, other));
	}

	/** Netty writes IPv6 addresses without abbreviation, {@code [fd00:0:0:0:0:0:0:4]}. */
	private static boolean isSame(String host, String other) {
		if (host.startsWith("[") && other.startsWith("[")) {
			try {
				return address(host).equals(address(other));
			}
			catch (UnknownHostException ex) {
				return false;
			}
		}
		return host.equalsIgnoreCase(other);
	}

	/** Resolves no name, because only a literal address can be in brackets. */
	private static InetAddress address(String literal) throws UnknownHostException {
		return InetAddress.getAllByName(literal)[0];
	}

	/** Loaded only if WebClient is on the class path. */
	private static final class WebClient {

		static boolean is(Throwable exception) {
			return exception instanceof WebClientRequestException;
		}

		static @Nullable URI uri(Throwable exception) {
			return ((WebClientRequestException) exception).getUri();
		}

	}

}
