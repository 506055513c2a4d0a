package io.github.azurediscovery.spring.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.spring.client.AzureDiscoveryClientAutoConfiguration;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalogAutoConfiguration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Services from elsewhere than Azure, from their properties to the discovery client. */
class ServicesFromElsewhereTests {

	@TempDir
	private Path folder;

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class,
				ServiceInstanceCatalogAutoConfiguration.class, AzureDiscoveryClientAutoConfiguration.class))
		.withPropertyValues("azure.discovery.imds.enabled=false", "azure.discovery.tags.enabled=false",
				"azure.discovery.startup.timeout=60s", "azure.discovery.refresh.interval=1h",
				"azure.discovery.refresh.max-backoff=1h");

	@Test
	void everyKindBesideTheOthersWithIpv6InBrackets() throws Exception {
		write("[fd00::4]:8080\n10.0.0.5:8080");
		this.contexts
			.withPropertyValues("azure.discovery.services.orders.file=" + file(),
					"azure.discovery.services.stock.static=[fd00::7]:9090,10.0.0.6:9090",
					"azure.discovery.services.prices.dns=127.0.0.1", "azure.discovery.services.prices.port=8081",
					"azure.discovery.services.prices.secure=true")
			.run((context) -> {
				DiscoveryClient client = context.getBean(DiscoveryClient.class);
				assertThat(uris(client, "orders")).containsExactly("http://10.0.0.5:8080", "http://[fd00::4]:8080");
				assertThat(uris(client, "stock")).containsExactly("http://10.0.0.6:9090", "http://[fd00::7]:9090");
				assertThat(uris(client, "prices")).containsExactly("https://127.0.0.1:8081");
			});
	}

	@Test
	void aFailingSourceKeepsItsInstancesAndAnEmptyOneLosesThemLater() throws Exception {
		write("[fd00::4]:8080\n10.0.0.5:8080");
		this.contexts
			.withPropertyValues("azure.discovery.services.orders.file=" + file(),
					"azure.discovery.services.orders.interval=50ms", "azure.discovery.refresh.max-backoff=50ms",
					"azure.discovery.services.stock.static=10.0.0.6:9090")
			.run((context) -> {
				DiscoveryClient client = context.getBean(DiscoveryClient.class);
				AzureDiscovery discovery = context.getBean(AzureDiscovery.class);
				assertThat(uris(client, "orders")).hasSize(2);
				Files.delete(file());
				await(() -> error(discovery, "file:orders").contains("does not exist"));
				assertThat(uris(client, "orders")).hasSize(2);
				write("no address at all");
				await(() -> error(discovery, "file:orders").contains("has no valid address"));
				assertThat(uris(client, "orders")).hasSize(2);
				assertThat(discovery.status().guarded()).isZero();
				write("# empty");
				await(() -> uris(client, "orders").isEmpty());
				assertThat(discovery.status().guarded()).isEqualTo(1);
				assertThat(discovery.status().confirmed()).isEqualTo(2);
				assertThat(uris(client, "stock")).hasSize(1);
				write("10.0.0.9:8080");
				await(() -> uris(client, "orders").equals(List.of("http://10.0.0.9:8080")));
			});
	}

	private Path file() {
		return this.folder.resolve("orders.txt");
	}

	private void write(String text) throws IOException {
		Path next = Files.writeString(this.folder.resolve("next"), text);
		Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE);
	}

	private static String error(AzureDiscovery discovery, String source) {
		return discovery.sources()
			.stream()
			.filter((status) -> status.name().equals(source))
			.map(SourceStatus::error)
			.map(String::valueOf)
			.findFirst()
			.orElseThrow();
	}

	private static List<String> uris(DiscoveryClient client, String service) {
		return client.getInstances(service).stream().map(ServiceInstance::getUri).map(URI::toString).toList();
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

}
