package io.github.azurediscovery.spring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;

/**
 * Azure Resource Manager behind a certificate that is not trusted by default. Knows of
 * nothing.
 */
public final class TlsArm implements AutoCloseable {

	public static final String STORE = "classpath:tls/untrusted.p12";

	private static final String PASSWORD = "changeit";

	private final AtomicInteger requests = new AtomicInteger();

	private final HttpsServer server;

	public TlsArm() throws IOException {
		this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		JksSslStoreDetails store = new JksSslStoreDetails("PKCS12", null, STORE, PASSWORD);
		this.server.setHttpsConfigurator(
				new HttpsConfigurator(SslBundle.of(new JksSslStoreBundle(store, null)).createSslContext()));
		byte[] nothing = "{\"value\":[]}".getBytes(StandardCharsets.UTF_8);
		this.server.createContext("/", (exchange) -> {
			try (exchange) {
				this.requests.incrementAndGet();
				exchange.getResponseHeaders().set("Content-Type", "application/json");
				exchange.sendResponseHeaders(200, nothing.length);
				exchange.getResponseBody().write(nothing);
			}
		});
		this.server.start();
	}

	/** Return the properties by which the VMs named {@code config-*} are asked for. */
	public Map<String, String> properties() {
		return new HashMap<>(
				Map.of("azure.discovery.services.config.names", "config-*", "azure.discovery.services.config.port",
						"8888", "azure.discovery.credential.type", "none", "azure.discovery.scope.subscriptions", "sub",
						"azure.discovery.scope.resource-groups", "shop", "azure.discovery.imds.enabled", "false",
						"azure.discovery.tags.enabled", "false", "azure.discovery.endpoints.resource-manager",
						"https://127.0.0.1:" + this.server.getAddress().getPort()));
	}

	/** Return the same, with the certificate in a bundle that is named. */
	public Map<String, String> trustingProperties() {
		Map<String, String> properties = properties();
		properties.put("azure.discovery.ssl.bundle", "corporate");
		properties.put("spring.ssl.bundle.jks.corporate.truststore.location", STORE);
		properties.put("spring.ssl.bundle.jks.corporate.truststore.password", PASSWORD);
		properties.put("spring.ssl.bundle.jks.corporate.truststore.type", "PKCS12");
		return properties;
	}

	/** Return how many requests came through. */
	public int requests() {
		return this.requests.get();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
