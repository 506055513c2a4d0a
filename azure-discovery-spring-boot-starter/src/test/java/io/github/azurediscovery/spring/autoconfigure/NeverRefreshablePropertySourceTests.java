package io.github.azurediscovery.spring.autoconfigure;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.azurediscovery.spring.envoy.EnvoyProperties;
import io.github.azurediscovery.spring.haproxy.HaproxyProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.properties.ConfigurationPropertiesRebinder;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code POST /actuator/refresh} does to properties that cannot change. */
@ExtendWith(OutputCaptureExtension.class)
class NeverRefreshablePropertySourceTests {

	private static final String OURS = Stream
		.of(AzureDiscoveryProperties.class, AzureAccessProperties.class, InstanceLookupProperties.class,
				CatalogRefreshProperties.class, SinkProperties.class, DashboardProperties.class,
				HaproxyProperties.class, EnvoyProperties.class)
		.map(Class::getName)
		.collect(Collectors.joining(","));

	@Test
	void aRefreshOfTheContextLogsNothingAboutTheProperties(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application()) {
			AzureDiscoveryProperties before = context.getBean(AzureDiscoveryProperties.class);
			context.getBean(ContextRefresher.class).refresh();
			assertThat(context.getBean(AzureDiscoveryProperties.class)).isSameAs(before);
			assertThat(context.getBean(ConfigurationPropertiesRebinder.class).rebind(AzureDiscoveryProperties.class))
				.as("reset and bound again")
				.isFalse();
			assertThat(output).doesNotContain("Cannot create default instance").doesNotContain("	at ");
		}
	}

	@Test
	void whatSpringCloudListsItselfStays() {
		try (ConfigurableApplicationContext context = application()) {
			assertThat(neverRefreshable(context)).isEqualTo("com.zaxxer.hikari.HikariDataSource," + OURS);
		}
	}

	@Test
	void whatTheUserListsStays() {
		try (ConfigurableApplicationContext context = application("spring.cloud.refresh.never-refreshable=a.B,c")) {
			assertThat(neverRefreshable(context)).isEqualTo("a.B,c," + OURS);
		}
		try (ConfigurableApplicationContext context = application("spring.cloud.refresh.neverRefreshable[0]=a.B",
				"spring.cloud.refresh.neverRefreshable[1]=${name}", "name=c.D")) {
			assertThat(neverRefreshable(context)).isEqualTo("a.B,c.D," + OURS);
		}
	}

	private static String neverRefreshable(ConfigurableApplicationContext context) {
		return context.getEnvironment().getProperty("spring.cloud.refresh.never-refreshable");
	}

	private static ConfigurableApplicationContext application(String... properties) {
		return new SpringApplicationBuilder(WholeConfiguration.class).web(WebApplicationType.NONE)
			.properties("azure.discovery.imds.enabled=false")
			.properties(properties)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WholeConfiguration {

	}

}
