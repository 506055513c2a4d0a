package io.github.azurediscovery.spring.wire;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** An instance that accepts connections and answers nothing, over real sockets. */
class HangingInstanceTests {

	private final List<LoopbackInstance> instances = Stream.generate(LoopbackInstance::new).limit(3).toList();

	private final LoopbackInstance hanging = this.instances.get(1);

	@AfterEach
	void close() {
		this.hanging.recover();
		this.instances.forEach(LoopbackInstance::kill);
	}

	@Test
	void isLeftUntilItAnswersAgain() {
		try (ConfigurableApplicationContext context = application()) {
			AzureDiscovery discovery = context.getBean(AzureDiscovery.class);
			assertThat(failures(context, 3)).isZero();

			this.hanging.hang();
			assertThat(failures(context, 10)).as("two timeouts in a row").isEqualTo(2);
			int asked = this.hanging.asked();
			Waiting.until(() -> {
				assertThat(failures(context, 10)).as("it accepts connections, which is not enough").isZero();
				return this.hanging.asked() >= asked + 2;
			});
			assertThat(outlier(discovery)).contains("read timeout");

			this.hanging.recover();
			Waiting.until(() -> outlier(discovery).equals("null"));
			this.instances.forEach(LoopbackInstance::answered);
			assertThat(failures(context, 30)).isZero();
			assertThat(this.instances).allMatch((instance) -> instance.answered() > 5);
		}
	}

	private ConfigurableApplicationContext application() {
		String addresses = this.instances.stream().map(LoopbackInstance::address).collect(Collectors.joining(","));
		String outliers = "azure.discovery.loadbalancer.outlier-detection.";
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("azure.discovery.tags.enabled=false", "azure.discovery.imds.enabled=false",
					"azure.discovery.services.hanging.static=" + addresses,
					"azure.discovery.loadbalancer.health-check.timeout=1s", outliers + "consecutive-failures=2",
					outliers + "base-ejection-time=500ms", outliers + "max-ejection-time=10m",
					"spring.http.clients.read-timeout=3s", "spring.cloud.loadbalancer.retry.enabled=false")
			.run();
	}

	private String outlier(AzureDiscovery discovery) {
		Instance member = discovery.catalog()
			.current()
			.instances("hanging")
			.stream()
			.filter((instance) -> instance.port() == this.hanging.port())
			.findFirst()
			.orElseThrow();
		return String.valueOf(discovery.health().of(member).outlier());
	}

	private static int failures(ConfigurableApplicationContext context, int calls) {
		RestClient client = context.getBean(RestClient.Builder.class).build();
		int failures = 0;
		for (int call = 0; call < calls; call++) {
			try {
				client.get().uri("http://hanging/").retrieve().body(String.class);
			}
			catch (RuntimeException ex) {
				failures++;
			}
		}
		return failures;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		@LoadBalanced
		RestClient.Builder restClientBuilder(RestClientBuilderConfigurer configurer) {
			return configurer.configure(RestClient.builder());
		}

	}

}
