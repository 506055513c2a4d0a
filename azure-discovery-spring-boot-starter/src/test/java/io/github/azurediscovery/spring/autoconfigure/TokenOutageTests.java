package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose token endpoint fails for as many attempts as an hour has, through
 * the real azure-identity and an SSL bundle: what stays known, and what is logged.
 */
@Timeout(120)
@ExtendWith({ SimulatedAzureExtension.class, OutputCaptureExtension.class })
class TokenOutageTests {

	private static final String CLIENT = "22222222-0000-0000-0000-000000000002";

	private final Map<String, Object> properties = new LinkedHashMap<>();

	@BeforeEach
	void orders(SimulatedAzure azure) {
		azure.vm("orders-1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.address("10.0.0.4");
		azure.access().tokenRequired(true);
		azure.entra().tokenLifetime(Duration.ofSeconds(20)).application(CLIENT).secret("right");
		this.properties.putAll(azure.properties());
		this.properties.put("azure.discovery.endpoints.authority", azure.entra().endpoint().toString());
		this.properties.put("azure.discovery.credential.type", "client-secret");
		this.properties.put("azure.discovery.credential.tenant-id", "11111111-0000-0000-0000-000000000001");
		this.properties.put("azure.discovery.credential.client-id", CLIENT);
		this.properties.put("azure.discovery.credential.client-secret", "right");
		this.properties.put("azure.discovery.refresh.interval", "20ms");
		this.properties.put("azure.discovery.refresh.max-backoff", "20ms");
		this.properties.put("azure.discovery.ssl.bundle", "azure");
		this.properties.put("spring.ssl.bundle.pem.azure.truststore.certificate", azure.entra().certificate().pem());
	}

	@AfterEach
	void forgetTheLevels() {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel("com.azure.identity", null);
		logging.setLogLevel("com.microsoft.aad.msal4j", null);
	}

	@Test
	void anHourWithoutTokensIsTwoLinesOfLog(SimulatedAzure azure, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = start()) {
			AzureDiscovery discovery = context.getBean(AzureDiscovery.class);
			assertThat(discovery.catalog().current().instances("orders")).hasSize(1);
			int before = output.getAll().length();
			azure.fault(AzureFault.error(401, "invalid_client", "AADSTS7000222: The secret has expired."),
					AzureOperation.ENTRA_TOKEN);
			int asked = azure.requests().count(AzureOperation.ENTRA_TOKEN);
			eventually(() -> azure.requests().count(AzureOperation.ENTRA_TOKEN) > asked + 120);
			assertThat(discovery.catalog().current().instances("orders")).hasSize(1);
			azure.clearFaults();
			eventually(() -> discovery.sources().get(0).error() == null);
			eventually(() -> output.getAll().substring(before).contains("answers again"));
			List<String> lines = output.getAll().substring(before).lines().toList();
			assertThat(lines).hasSize(2);
			assertThat(lines.get(0)).contains("WARN").contains("Source 'tags' failed, its 1 instances are kept");
			assertThat(lines.get(1)).contains("INFO").contains("Source 'tags' answers again");
		}
	}

	@Test
	void aLevelOfTheUsersOwnStays() {
		this.properties.put("logging.level.com.azure", "error");
		this.properties.put("logging.level.com.microsoft.aad.msal4j", "warn");
		try (ConfigurableApplicationContext context = start()) {
			LoggingSystem logging = context.getBean(LoggingSystem.class);
			assertThat(logging.getLoggerConfiguration("com.azure.identity")).satisfiesAnyOf(
					(configuration) -> assertThat(configuration).isNull(),
					(configuration) -> assertThat(configuration.getEffectiveLevel()).isEqualTo(LogLevel.ERROR));
			assertThat(logging.getLoggerConfiguration("com.microsoft.aad.msal4j").getEffectiveLevel())
				.isEqualTo(LogLevel.WARN);
		}
	}

	private ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(this.properties)
			.run();
	}

	private static void eventually(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AzureDiscoveryAutoConfiguration.class, SslAutoConfiguration.class })
	static class Application {

	}

}
