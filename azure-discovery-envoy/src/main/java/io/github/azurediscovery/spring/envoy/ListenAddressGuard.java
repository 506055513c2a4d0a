package io.github.azurediscovery.spring.envoy;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Refuses to tell other machines where all instances are, unless they have a certificate
 * or it is said aloud that they need none.
 */
final class ListenAddressGuard {

	private static final Logger logger = LoggerFactory.getLogger(ListenAddressGuard.class);

	private static final String GRPC = "spring.grpc.server.";

	private final Environment environment;

	private final boolean insecure;

	ListenAddressGuard(Environment environment, boolean insecure) {
		this.environment = environment;
		this.insecure = insecure;
	}

	/** Check Boot's gRPC server. */
	void checkGrpc() {
		if (!is(GRPC + "enabled", true) || !is(GRPC + "factory.enabled", true)
				|| StringUtils.hasText(text(GRPC + "netty.domain-socket-path"))) {
			return;
		}
		if (is(GRPC + "servlet.enabled", false)) {
			checkHttp();
			return;
		}
		boolean tls = is(GRPC + "ssl.enabled", StringUtils.hasText(text(GRPC + "ssl.bundle")))
				&& is(GRPC + "ssl.secure", true);
		boolean certificates = tls && "require".equalsIgnoreCase(text(GRPC + "ssl.client-auth"));
		check(GRPC + "address", certificates, GRPC + "ssl.bundle and " + GRPC + "ssl.client-auth=require");
	}

	/** Check the web server of the application. */
	void checkHttp() {
		check("server.address",
				is("server.ssl.enabled", true) && "need".equalsIgnoreCase(text("server.ssl.client-auth")),
				"server.ssl.bundle and server.ssl.client-auth=need");
	}

	private void check(String property, boolean certificates, String cure) {
		String address = text(property);
		if (certificates || isLoopback(address)) {
			return;
		}
		String danger = property + " is " + ((address != null) ? "'" + address + "'" : "not set")
				+ ", so other machines may ask without a certificate where all instances are";
		if (!this.insecure) {
			throw new InsecureListenerException(danger, "Set " + property + "=127.0.0.1, or " + cure
					+ ", or accept it with " + EnvoyProperties.PREFIX + ".insecure=true");
		}
		logger.warn("{}, as {}.insecure=true allows", danger, EnvoyProperties.PREFIX);
	}

	private static boolean isLoopback(@Nullable String address) {
		try {
			return StringUtils.hasText(address) && InetAddress.getByName(address).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			logger.debug("The server will say so, too", ex);
			return false;
		}
	}

	private boolean is(String property, boolean otherwise) {
		return this.environment.getProperty(property, Boolean.class, otherwise);
	}

	private @Nullable String text(String property) {
		return this.environment.getProperty(property);
	}

}
