package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(SimulatedAzureExtension.class)
class EarlyFirstRefreshTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class));

	@Test
	void azureIsAskedWhileOtherBeansAreCreatedAndOnlyOnce(SimulatedAzure azure) {
		azure.vm("orders-1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.address("10.0.0.4");
		this.runner.withBean(AskedAzure.class, azure)
			.withUserConfiguration(SlowBean.class)
			.withPropertyValues(azure.properties()
				.entrySet()
				.stream()
				.map((property) -> property.getKey() + "=" + property.getValue())
				.toArray(String[]::new))
			.run((context) -> {
				assertThat(context.getBean(AzureDiscovery.class).catalog().current().instances("orders")).hasSize(1);
				assertThat(azure.requests().count(AzureOperation.NIC_LIST)).isOne();
			});
	}

	@Test
	void aDiscoveryOfYourOwnAsksAheadAsWell() {
		this.runner.withBean(FakeAzureDiscovery.class)
			.run((context) -> assertThat(context.getBean(FakeAzureDiscovery.class).prefetches()).isOne());
	}

	@Test
	void aLazyDiscoveryIsLeftAlone() {
		this.runner.withBean(FakeAzureDiscovery.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBean(FakeAzureDiscovery.class).prefetches()).isZero());
	}

	/** A bean that takes its time, until Azure has been asked. */
	@Configuration(proxyBeanMethods = false)
	static class SlowBean {

		@Bean
		Object slow(AskedAzure asked) {
			await().atMost(Duration.ofSeconds(30))
				.until(() -> asked.azure().requests().count(AzureOperation.NIC_LIST) > 0);
			return new Object();
		}

	}

	/** The context would close the simulation if that itself were a bean. */
	record AskedAzure(SimulatedAzure azure) {

	}

}
