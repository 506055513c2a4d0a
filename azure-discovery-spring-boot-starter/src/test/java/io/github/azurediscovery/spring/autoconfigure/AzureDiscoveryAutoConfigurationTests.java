package io.github.azurediscovery.spring.autoconfigure;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.spring.FakeAzureDiscovery;
import io.github.azurediscovery.spring.client.AzureDiscoveryClient;
import io.github.azurediscovery.spring.client.AzureDiscoveryClientAutoConfiguration;
import io.github.azurediscovery.spring.client.AzureReactiveDiscoveryClient;
import io.github.azurediscovery.spring.client.AzureReactiveDiscoveryClientAutoConfiguration;
import io.github.azurediscovery.spring.event.AzureDiscoveryEventAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class AzureDiscoveryAutoConfigurationTests {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class,
				AzureDiscoveryClientAutoConfiguration.class, AzureReactiveDiscoveryClientAutoConfiguration.class,
				AzureDiscoveryEventAutoConfiguration.class, CompositeDiscoveryClientAutoConfiguration.class,
				SimpleDiscoveryClientAutoConfiguration.class, UtilAutoConfiguration.class))
		.withBean(AzureDiscovery.class, FakeAzureDiscovery::new);

	@Test
	void answersThroughBothClientsAndTheCompositeOne() {
		this.contexts.run((context) -> {
			FakeAzureDiscovery discovery = (FakeAzureDiscovery) context.getBean(AzureDiscovery.class);
			discovery.answer(Instance.of("vm-1", "orders", "10.0.0.4", 8080).build());
			assertThat(context.getBean(AzureDiscoveryClient.class).getInstances("Orders")).hasSize(1);
			assertThat(context.getBean(AzureReactiveDiscoveryClient.class).getInstances("orders").collectList().block())
				.isEqualTo(context.getBean(AzureDiscoveryClient.class).getInstances("orders"));
			DiscoveryClient composite = context.getBean(DiscoveryClient.class);
			assertThat(composite).isInstanceOf(CompositeDiscoveryClient.class);
			assertThat(composite.getServices()).containsExactly("orders");
		});
	}

}
