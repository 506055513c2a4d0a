package io.github.azurediscovery.spring.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.github.azurediscovery.spring.event.CatalogRevision;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.cloud.config.client.ConfigServerInstanceProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * An application finds its config server through Azure before it has a context, and reads
 * its properties there.
 */
@ExtendWith(SimulatedAzureExtension.class)
class DiscoveryFirstTests {

	private final AtomicInteger served = new AtomicInteger();

	private HttpServer configServer;

	@BeforeEach
	void startConfigServer(SimulatedAzure azure) throws IOException {
		this.configServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.configServer.createContext("/", (exchange) -> {
			this.served.incrementAndGet();
			byte[] body = """
					{"name":"shop","profiles":["default"],"propertySources":[{"name":"remote","source":{"greeting":"hello"}}]}
					"""
				.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.configServer.start();
		azure.vm("config-1")
			.tag("Discovery:Service:Name", "config")
			.tag("Discovery:Service:Port", String.valueOf(this.configServer.getAddress().getPort()))
			.address("127.0.0.1");
	}

	@AfterEach
	void stopConfigServer() {
		OtherRegistry.knows = null;
		this.configServer.stop(0);
	}

	@Test
	void byConfigDataImport(SimulatedAzure azure) {
		try (ConfigurableApplicationContext context = start(azure, "spring.config.import=configserver:")) {
			assertThat(context.getEnvironment().getProperty("greeting")).isEqualTo("hello");
			heartbeatsCostNothing(azure, context);
		}
	}

	@Test
	void byBootstrap(SimulatedAzure azure) {
		try (ConfigurableApplicationContext context = start(azure, "spring.cloud.bootstrap.enabled=true",
				"spring.cloud.config.import-check.enabled=false")) {
			assertThat(context.getEnvironment().getProperty("greeting")).isEqualTo("hello");
			heartbeatsCostNothing(azure, context);
		}
	}

	@Test
	void failsFastWithoutAConfigServer(SimulatedAzure azure) {
		azure.vm("config-1").deallocate();
		assertThatException().isThrownBy(
				() -> start(azure, "spring.config.import=configserver:", "spring.cloud.config.fail-fast=true").close())
			.withStackTraceContaining("No instances found of configserver (config)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.config.import=configserver:", "spring.cloud.bootstrap.enabled=true" })
	void givesWayToARegistryThatWasThereFirst(String way, SimulatedAzure azure) {
		azure.vm("config-1").deallocate();
		OtherRegistry.knows = List.of(server());
		try (ConfigurableApplicationContext context = start(azure, way,
				"spring.cloud.config.import-check.enabled=false")) {
			assertThat(context.getEnvironment().getProperty("greeting")).isEqualTo("hello");
			assertThat(context.getBeansOfType(AzureConfigServerInstanceProvider.class)).isEmpty();
		}
	}

	@Test
	void doesNotReplaceAFirstRegistryThatFindsNothing(SimulatedAzure azure) {
		OtherRegistry.knows = List.of();
		assertThatException().isThrownBy(
				() -> start(azure, "spring.config.import=configserver:", "spring.cloud.config.fail-fast=true").close())
			.withStackTraceContaining("No instances found of configserver (config)");
	}

	@Test
	void isReplacedByAFunctionThatTheApplicationRegisters(SimulatedAzure azure) {
		azure.vm("config-1").deallocate();
		SpringApplication application = application();
		application.addBootstrapRegistryInitializer(
				(registry) -> registry.register(ConfigServerInstanceProvider.Function.class,
						InstanceSupplier.of(OtherRegistry.answering(List.of(server())))));
		try (ConfigurableApplicationContext context = start(application, azure, "spring.config.import=configserver:")) {
			assertThat(context.getEnvironment().getProperty("greeting")).isEqualTo("hello");
			assertThat(context.getBeansOfType(AzureConfigServerInstanceProvider.class)).isEmpty();
		}
	}

	@Test
	void staysOutOfTheWayWhereServersAreNotDiscovered(SimulatedAzure azure) {
		try (ConfigurableApplicationContext context = start(azure,
				"spring.config.import=configserver:http://127.0.0.1:" + this.configServer.getAddress().getPort(),
				"spring.cloud.config.discovery.enabled=false", "azure.discovery.enabled=false")) {
			assertThat(context.getEnvironment().getProperty("greeting")).isEqualTo("hello");
			assertThat(azure.requests().count(AzureOperation.NIC_LIST)).isZero();
		}
	}

	private void heartbeatsCostNothing(SimulatedAzure azure, ConfigurableApplicationContext context) {
		long before = azure.requests().count(AzureOperation.NIC_LIST);
		for (int i = 0; i < 5; i++) {
			context.publishEvent(new HeartbeatEvent(this, new CatalogRevision("test", i)));
		}
		assertThat(azure.requests().count(AzureOperation.NIC_LIST)).isEqualTo(before);
	}

	private ServiceInstance server() {
		return new DefaultServiceInstance("other-1", "config", "127.0.0.1", this.configServer.getAddress().getPort(),
				false);
	}

	private static SpringApplication application() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE).build();
	}

	private static ConfigurableApplicationContext start(SimulatedAzure azure, String... properties) {
		return start(application(), azure, properties);
	}

	private static ConfigurableApplicationContext start(SpringApplication application, SimulatedAzure azure,
			String... properties) {
		Map<String, String> all = new LinkedHashMap<>(azure.properties());
		Stream
			.concat(Stream.of("spring.application.name=shop", "spring.cloud.config.enabled=true",
					"spring.cloud.config.discovery.enabled=true", "spring.cloud.config.discovery.service-id=config",
					"azure.discovery.refresh.interval=1h", "azure.discovery.refresh.jitter=0",
					"azure.discovery.startup.timeout=60s"), Stream.of(properties))
			.map((property) -> property.split("=", 2))
			.forEach((pair) -> all.put(pair[0], pair[1]));
		return application.run(all.entrySet()
			.stream()
			.map((entry) -> "--" + entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
