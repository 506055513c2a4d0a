package io.github.azurediscovery.apps.config;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.apps.support.ApplicationCaller;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * An application asks Azure where the config server is, before it has any configuration
 * of its own.
 */
class ConfigServerFirstTests {

	private static ConfigServer server;

	private SimulatedAzure azure;

	@BeforeAll
	static void startServer() {
		server = ConfigServer.start();
	}

	@AfterAll
	static void stopServer() {
		server.close();
	}

	@BeforeEach
	void startAzure() {
		this.azure = SimulatedAzure.start();
		this.azure.resourceGroup();
	}

	@AfterEach
	void stopAzure() {
		this.azure.close();
	}

	@ParameterizedTest
	@EnumSource
	void readsConfigurationFromTheServerItDiscovered(Way way) {
		server.appear(this.azure);
		try (ConfigurableApplicationContext client = client(way)) {
			assertThat(client.getEnvironment().getProperty("greeting")).isEqualTo("from the config server");
			ApplicationCaller.await()
				.until(() -> client.getBean(DiscoveryClient.class).getInstances("configserver").size() == 1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void retriesUntilAServerAppears(Way way) throws Exception {
		Executor later = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);
		CompletableFuture<Void> appearing = CompletableFuture.runAsync(() -> server.appear(this.azure), later);
		try (ConfigurableApplicationContext client = client(way, "--spring.cloud.config.fail-fast=true",
				"--spring.cloud.config.retry.max-attempts=30", "--spring.cloud.config.retry.initial-interval=300",
				"--spring.cloud.config.retry.multiplier=1.01")) {
			assertThat(client.getEnvironment().getProperty("greeting")).isEqualTo("from the config server");
		}
		appearing.get();
	}

	@ParameterizedTest
	@EnumSource
	void failsFastWithoutRetryWhereThereIsNoServer(Way way) {
		assertThatThrownBy(
				() -> client(way, "--spring.cloud.config.fail-fast=true", "--spring.cloud.config.retry.max-attempts=1"))
			.hasStackTraceContaining("configserver");
	}

	@Test
	void aHeartbeatAfterTheStartAsksTheCatalogAndNotAzure() {
		server.appear(this.azure);
		try (ConfigurableApplicationContext client = client(Way.IMPORT, "--azure.discovery.refresh.interval=1h")) {
			int asked = this.azure.requests().count(AzureOperation.arm());
			for (int i = 0; i < 5; i++) {
				client.publishEvent(new HeartbeatEvent(this, i));
			}
			assertThat(this.azure.requests().count(AzureOperation.arm())).isEqualTo(asked);
		}
	}

	/**
	 * Start a client. The server's library switches the client's off where both are on
	 * one class path.
	 */
	private ConfigurableApplicationContext client(Way way, String... more) {
		List<String> arguments = new ArrayList<>(
				List.of("--spring.cloud.config.enabled=true", "--spring.cloud.config.discovery.enabled=true",
						"--spring.cloud.config.discovery.service-id=configserver", "--spring.application.name=client",
						"--azure.discovery.refresh.jitter=0"));
		this.azure.properties().forEach((name, value) -> arguments.add("--" + name + '=' + value));
		arguments.add(way.argument);
		arguments.addAll(List.of(more));
		SpringApplication application = new SpringApplication(Client.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run(arguments.toArray(String[]::new));
	}

	/** The two ways Spring Cloud Config has. */
	enum Way {

		BOOTSTRAP("--spring.cloud.bootstrap.enabled=true"), IMPORT("--spring.config.import=configserver:");

		private final String argument;

		Way(String argument) {
			this.argument = argument;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Client {

	}

}
