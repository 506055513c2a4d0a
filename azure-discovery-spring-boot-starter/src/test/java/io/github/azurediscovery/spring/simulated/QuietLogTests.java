package io.github.azurediscovery.spring.simulated;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** What a whole application logs, Spring and the Azure SDK included. */
@ExtendWith(SimulatedAzureExtension.class)
class QuietLogTests {

	/** More than an hour has at the default interval and back-off. */
	private static final int ROUNDS = 20;

	@Test
	void anHourOfOutageIsTwoLinesInTheWholeLog(SimulatedAzure azure) {
		azure.vm("orders-1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.address("10.0.0.4");
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		try (ConfigurableApplicationContext context = start(azure)) {
			use(context);
			log.start();
			root.addAppender(log);
			AzureDiscovery discovery = context.getBean(AzureDiscovery.class);
			azure.fault(AzureFault.status(503), AzureOperation.arm());
			await(() -> failing(discovery));
			long before = discovery.status().rounds();
			await(() -> {
				use(context);
				return discovery.status().rounds() > before + ROUNDS;
			});
			azure.clearFaults();
			await(() -> !failing(discovery));
			use(context);
		}
		finally {
			root.detachAppender(log);
		}
		List<ILoggingEvent> lines = List.copyOf(log.list)
			.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.INFO))
			.toList();
		assertThat(lines).extracting((event) -> event.getLevel() + " " + event.getFormattedMessage())
			.satisfiesExactly((line) -> assertThat(line).startsWith("WARN Source 'tags' failed").contains("503"),
					(line) -> assertThat(line).startsWith("INFO Source 'tags' answers again"));
		assertThat(lines).allMatch((event) -> event.getThrowableProxy() == null);
	}

	/** What an application does meanwhile. */
	private static void use(ConfigurableApplicationContext context) {
		assertThat(context.getBean(LoadBalancerClient.class).choose("orders").getHost()).isEqualTo("10.0.0.4");
		assertThat(context.getBean(DiscoveryClient.class).getInstances("orders")).hasSize(1);
		context.getBeansOfType(HealthIndicator.class).values().forEach(HealthIndicator::health);
	}

	private static boolean failing(AzureDiscovery discovery) {
		return discovery.sources().stream().anyMatch((source) -> source.error() != null);
	}

	private static ConfigurableApplicationContext start(SimulatedAzure azure) {
		Map<String, Object> properties = new HashMap<>(azure.properties());
		properties.put("azure.discovery.refresh.interval", "100ms");
		properties.put("azure.discovery.refresh.max-backoff", "100ms");
		properties.put("azure.discovery.startup.timeout", "60s");
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run();
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(condition);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
