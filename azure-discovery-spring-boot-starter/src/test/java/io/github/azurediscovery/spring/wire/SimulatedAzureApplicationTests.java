package io.github.azurediscovery.spring.wire;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.event.InstanceEvent;
import io.github.azurediscovery.spring.event.InstanceJoinedEvent;
import io.github.azurediscovery.spring.event.InstanceLeftEvent;
import io.github.azurediscovery.spring.event.ServiceInstancesChangedEvent;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.spring.AzureSetup;
import io.github.azurediscovery.test.spring.SimulatedAzureTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole application, Azure's own SDK and real HTTP; only Azure is simulated.
 */
@SimulatedAzureTest
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "azure.discovery.refresh.interval=100ms", "azure.discovery.refresh.status-interval=200ms",
				"azure.discovery.services.payments.scale-set=payments", "azure.discovery.services.payments.port=9000",
				"azure.discovery.metadata.tags=team" })
class SimulatedAzureApplicationTests {

	@Autowired
	private SimulatedAzure azure;

	@Autowired
	private DiscoveryClient client;

	@Autowired
	private ReactiveDiscoveryClient reactiveClient;

	@Autowired
	private AzureDiscovery discovery;

	@Autowired
	private Newspaper newspaper;

	@AzureSetup
	static void estate(SimulatedAzure azure) {
		azure.vm("orders-1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.tag("team", "blue")
			.tag("password", "forged")
			.tag("Discovery:Metadata:configPath", "/forged")
			.zone("2")
			.address("10.0.0.4");
		azure.scaleSet("payments").uniform().instances(2);
	}

	@Test
	void knowsEveryServiceWhenTheContextHasStarted() {
		assertThat(this.client.getServices()).containsExactly("orders", "payments");
		assertThat(this.client.getInstances("payments")).hasSize(2).allMatch((instance) -> instance.getPort() == 9000);
		assertThat(this.reactiveClient.getInstances("payments").collectList().block())
			.isEqualTo(this.client.getInstances("payments"));
	}

	@Test
	void tellsWhatAzureSaysOfAnInstance() {
		ServiceInstance orders = this.client.getInstances("orders").get(0);
		assertThat(orders.getUri()).hasToString("http://10.0.0.4:8080");
		assertThat(orders.getMetadata()).containsEntry("zone", "2")
			.containsEntry("team", "blue")
			.containsEntry("vm-name", "orders-1");
	}

	@Test
	void takesNoSecretsAndNoConfigPathFromTags() {
		assertThat(this.client.getInstances("orders").get(0).getMetadata()).doesNotContainKeys("password", "user",
				"configPath");
	}

	@Test
	void publishesEventsForInstancesThatJoinAndLeave() {
		this.newspaper.events.clear();
		this.azure.scaleSet("payments").scaleOut(1);
		Waiting.until(() -> this.client.getInstances("payments").size() == 3);
		Waiting.until(() -> this.newspaper.events.stream().anyMatch(ServiceInstancesChangedEvent.class::isInstance));
		assertThat(this.newspaper.of(InstanceJoinedEvent.class)).hasSize(1)
			.allMatch((event) -> event.service().equals("payments"));
		this.newspaper.events.clear();
		this.azure.scaleSet("payments").scaleIn(1);
		Waiting.until(() -> this.client.getInstances("payments").size() == 2);
		Waiting.until(() -> !this.newspaper.of(InstanceLeftEvent.class).isEmpty());
	}

	@Test
	void keepsAllInstancesWhileAzureFails() {
		Waiting.until(() -> this.client.getInstances("payments").size() == 2);
		this.azure.fault(AzureFault.status(500), AzureOperation.arm());
		Waiting.until(() -> this.discovery.sources().stream().allMatch((source) -> source.error() != null));
		assertThat(this.client.getInstances("payments")).hasSize(2);
		assertThat(this.client.getInstances("orders")).hasSize(1);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Newspaper newspaper() {
			return new Newspaper();
		}

	}

	static class Newspaper {

		private final List<Object> events = new CopyOnWriteArrayList<>();

		@EventListener
		void on(InstanceEvent event) {
			this.events.add(event);
		}

		@EventListener
		void on(ServiceInstancesChangedEvent event) {
			this.events.add(event);
		}

		<T> List<T> of(Class<T> type) {
			return this.events.stream().filter(type::isInstance).map(type::cast).toList();
		}

	}

}
