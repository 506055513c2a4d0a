package io.github.azurediscovery.spring.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipelineBuilder;
import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.azure.AzurePipeline;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.source.PushSource;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.spring.client.AzureDiscoveryClientAutoConfiguration;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalogAutoConfiguration;
import io.github.azurediscovery.spring.event.AzureDiscoveryEventAutoConfiguration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.discovery.DiscoveryClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What an application may put in the place of a part. */
class ReplacementTests {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class,
				ServiceInstanceCatalogAutoConfiguration.class, AzureDiscoveryClientAutoConfiguration.class,
				AzureDiscoveryEventAutoConfiguration.class))
		.withPropertyValues("azure.discovery.tags.enabled=false", "azure.discovery.startup.timeout=0s");

	@Test
	void theClientOfInstanceMetadata() {
		ImdsClient mine = ImdsClient.builder().endpoint(URI.create("http://127.0.0.1:9")).build();
		this.contexts.withBean("mine", ImdsClient.class, () -> mine)
			.run((context) -> assertThat(context.getBean(ImdsClient.class)).isSameAs(mine));
	}

	@Test
	void thePipelineToAzure() {
		AtomicInteger sent = new AtomicInteger();
		HttpClient client = (request) -> {
			sent.incrementAndGet();
			return Mono.error(new IOException("my pipeline"));
		};
		this.contexts
			.withBean(AzurePipeline.class, () -> AzurePipeline.of(new HttpPipelineBuilder().httpClient(client).build()))
			.withPropertyValues("azure.discovery.imds.enabled=false", "azure.discovery.credential.type=none",
					"azure.discovery.endpoints.resource-manager=http://127.0.0.1:9",
					"azure.discovery.scope.subscriptions=sub", "azure.discovery.scope.resource-groups=shop",
					"azure.discovery.services.web.names=web-*", "azure.discovery.services.web.port=80")
			.run((context) -> {
				assertThatExceptionOfType(SourceException.class)
					.isThrownBy(() -> context.getBean(AzureDiscovery.class).discover())
					.withMessageContaining("my pipeline");
				assertThat(sent).hasPositiveValue();
			});
	}

	@Test
	void theSourceOfPushedInstances() {
		PushSource mine = new PushSource();
		this.contexts.withBean("mine", PushSource.class, () -> mine)
			.withPropertyValues("azure.discovery.imds.enabled=false", "azure.discovery.push.enabled=true")
			.run((context) -> assertThat(context.getBean(PushSource.class)).isSameAs(mine));
	}

	@Test
	void pushedInstancesAreFound() {
		this.contexts.withPropertyValues("azure.discovery.imds.enabled=false", "azure.discovery.push.enabled=true")
			.run((context) -> {
				context.getBean(PushSource.class)
					.replace("orders", List.of(Instance.of("orders-1", "orders", "10.0.0.4", 8080).build()));
				DiscoveryClient client = context.getBean(DiscoveryClient.class);
				await().pollInterval(Duration.ofMillis(20)).until(() -> !client.getInstances("orders").isEmpty());
				assertThat(client.getInstances("orders")).singleElement()
					.satisfies((instance) -> assertThat(instance.getPort()).isEqualTo(8080));
			});
		this.contexts.withPropertyValues("azure.discovery.imds.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(PushSource.class));
	}

	@Test
	void theStreamOfSnapshots() {
		Flux<Snapshot> mine = Flux.never();
		this.contexts.withBean("azureDiscoverySnapshots", Flux.class, () -> mine)
			.withPropertyValues("azure.discovery.imds.enabled=false")
			.run((context) -> assertThat(context.getBean("azureDiscoverySnapshots")).isSameAs(mine));
	}

}
