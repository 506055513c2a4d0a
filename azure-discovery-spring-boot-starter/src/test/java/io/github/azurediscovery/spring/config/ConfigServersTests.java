package io.github.azurediscovery.spring.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.spring.FakeAzureDiscovery;
import io.github.azurediscovery.spring.autoconfigure.InvalidPropertyException;
import io.github.azurediscovery.spring.client.ServiceInstances;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.cloud.client.ServiceInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ConfigServersTests {

	private static final String STATIC = "azure.discovery.services.config.static";

	private static final String STORE = "classpath:tls/untrusted.p12";

	@Test
	void asksOnceWithTheBinderItIsGiven() {
		ConfigServers servers = new ConfigServers(null);
		assertThat(servers.apply("config", binder(Map.of(STATIC, "127.0.0.1:8888")), BindHandler.DEFAULT, null))
			.extracting(ServiceInstance::getUri)
			.hasToString("[http://127.0.0.1:8888]");
	}

	@Test
	void asksWithItsOwnBinderWhereItIsGivenNone() {
		ConfigServers servers = new ConfigServers(binder(Map.of(STATIC, "127.0.0.1:8888")));
		assertThat(servers.apply("Config")).hasSize(1);
	}

	@Test
	void knowsNobodyWithoutProperties() {
		assertThat(new ConfigServers(null).apply("config")).isEmpty();
	}

	@Test
	void asksNobodyWhereSwitchedOff() {
		assertThat(new ConfigServers(binder(Map.of(STATIC, "127.0.0.1:8888", "azure.discovery.enabled", "false")))
			.apply("config")).isEmpty();
		assertThat(
				new ConfigServers(binder(Map.of(STATIC, "127.0.0.1:8888", "spring.cloud.discovery.enabled", "false")))
					.apply("config"))
			.isEmpty();
	}

	@Test
	void asksForNoOtherService() {
		assertThat(new ConfigServers(
				binder(Map.of(STATIC, "127.0.0.1:8888", "azure.discovery.services.broken.file", "/does/not/exist")))
			.apply("config")).hasSize(1);
	}

	@Test
	void saysWhyNobodyWasFound() {
		ConfigServers servers = new ConfigServers(
				binder(Map.of("azure.discovery.services.config.file", "/does/not/exist")));
		assertThatIllegalStateException().isThrownBy(() -> servers.apply("config"))
			.withMessageContaining("'config'")
			.withMessageContaining("/does/not/exist does not exist");
	}

	@Test
	void trustsTheSslBundleBeforeThereIsAContext() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		HttpsServer arm = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
		SSLContext tls = SslBundle
			.of(new JksSslStoreBundle(new JksSslStoreDetails("PKCS12", null, STORE, "changeit"), null))
			.createSslContext();
		arm.setHttpsConfigurator(new HttpsConfigurator(tls));
		arm.createContext("/", (exchange) -> {
			asked.incrementAndGet();
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, 12);
			exchange.getResponseBody().write("{\"value\":[]}".getBytes(StandardCharsets.UTF_8));
			exchange.close();
		});
		arm.start();
		try {
			Map<String, String> properties = new HashMap<>(Map.of("azure.discovery.services.config.names", "config-*",
					"azure.discovery.services.config.port", "8888", "azure.discovery.credential.type", "none",
					"azure.discovery.scope.subscriptions", "sub", "azure.discovery.scope.resource-groups", "shop",
					"azure.discovery.endpoints.resource-manager", "https://127.0.0.1:" + arm.getAddress().getPort()));
			assertThatIllegalStateException().isThrownBy(() -> new ConfigServers(binder(properties)).apply("config"))
				.withMessageContaining("'config'");
			assertThat(asked).hasValue(0);
			properties.put("azure.discovery.ssl.bundle", "corporate");
			properties.put("spring.ssl.bundle.jks.corporate.truststore.location", STORE);
			properties.put("spring.ssl.bundle.jks.corporate.truststore.password", "changeit");
			properties.put("spring.ssl.bundle.jks.corporate.truststore.type", "PKCS12");
			assertThat(new ConfigServers(binder(properties)).apply("config")).isEmpty();
			assertThat(asked).hasPositiveValue();
		}
		finally {
			arm.stop(0);
		}
	}

	@Test
	void saysThatAnSslBundleIsMissing() {
		ConfigServers servers = new ConfigServers(binder(Map.of(STATIC, "127.0.0.1:8888", "azure.discovery.ssl.bundle",
				"corporate", "spring.ssl.bundle.jks.other.truststore.location", STORE)));
		assertThatExceptionOfType(InvalidPropertyException.class).isThrownBy(() -> servers.apply("config"))
			.withMessageContaining("azure.discovery.ssl.bundle=corporate names no SSL bundle")
			.withMessageContaining("other");
	}

	@Test
	void answersFromTheLiveCatalogOnceThereIsOne() {
		FakeAzureDiscovery discovery = new FakeAzureDiscovery();
		ConfigServers servers = new ConfigServers(binder(Map.of(STATIC, "127.0.0.1:8888")));
		ServiceInstances live = new ServiceInstances(discovery);
		servers.follow(live);
		assertThat(servers.apply("config")).isEmpty();
		discovery.answer(Instance.of("vm-1", "config", "10.0.0.8", 8888).build());
		List<ServiceInstance> found = servers.apply("config", binder(Map.of()), BindHandler.DEFAULT, null);
		assertThat(found).isSameAs(live.members("config")).hasSize(1);
	}

	private static Binder binder(Map<String, String> properties) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource(properties);
		source.put("azure.discovery.imds.enabled", "false");
		source.put("azure.discovery.tags.enabled", "false");
		return new Binder(source);
	}

}
