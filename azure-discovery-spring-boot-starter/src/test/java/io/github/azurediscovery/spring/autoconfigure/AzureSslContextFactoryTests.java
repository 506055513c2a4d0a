package io.github.azurediscovery.spring.autoconfigure;

import java.util.Map;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.spring.TlsArm;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Whose certificates are trusted when Azure is asked. */
class AzureSslContextFactoryTests {

	@Test
	void theSslBundleIsTrusted() throws Exception {
		try (TlsArm arm = new TlsArm()) {
			contexts(arm.trustingProperties()).run((context) -> {
				assertThat(context.getBean(AzureDiscovery.class).discover().instances("config")).isEmpty();
				assertThat(arm.requests()).isPositive();
			});
		}
	}

	@Test
	void withoutItNothingIsSent() throws Exception {
		try (TlsArm arm = new TlsArm()) {
			contexts(arm.properties()).run((context) -> {
				assertThatExceptionOfType(SourceException.class)
					.isThrownBy(() -> context.getBean(AzureDiscovery.class).discover())
					.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SourceException.Reason.UNREACHABLE));
				assertThat(arm.requests()).isZero();
			});
		}
	}

	private static ApplicationContextRunner contexts(Map<String, String> properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class, SslAutoConfiguration.class))
			.withPropertyValues("azure.discovery.startup.timeout=0s")
			.withPropertyValues(properties.entrySet()
				.stream()
				.map((entry) -> entry.getKey() + '=' + entry.getValue())
				.toArray(String[]::new));
	}

}
