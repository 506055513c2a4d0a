package io.github.azurediscovery.spring.wire;

import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.spring.AzureSetup;
import io.github.azurediscovery.test.spring.SimulatedAzureTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * VMs whose tags name services that are not theirs: one that the application configures,
 * one of its own source, and one that it does not let VMs join.
 */
@SimulatedAzureTest
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "azure.discovery.services.Payments.static=127.0.0.1:9000",
				"azure.discovery.tags.services=payments,billing,orders" })
class ForeignTagsTests {

	@Autowired
	private AzureDiscovery discovery;

	@Autowired
	private DiscoveryClient client;

	@AzureSetup
	static void estate(SimulatedAzure azure) {
		for (String service : List.of("payments", "billing", "orders", "stock")) {
			azure.vm("tagged-" + service)
				.tag("Discovery:Service:Name", service)
				.tag("Discovery:Service:Port", "6666")
				.tag("Discovery:Metadata:management.address", "elsewhere.example");
		}
	}

	@Test
	void aConfiguredServiceIsNotJoined() {
		assertThat(ports("payments")).containsExactly(9000);
	}

	@Test
	void aServiceOfTheApplicationsOwnSourceIsNotJoined() {
		assertThat(ports("billing")).containsExactly(7000);
	}

	@Test
	void onlyWhatIsListedIsJoined() {
		assertThat(ports("orders")).containsExactly(6666);
		assertThat(ports("stock")).isEmpty();
	}

	@Test
	void noTagNamesAHostToMonitors() {
		assertThat(this.client.getInstances("orders")).singleElement()
			.satisfies((instance) -> assertThat(instance.getMetadata()).doesNotContainKey("management.address"));
	}

	@Test
	void rejectedResourcesAreVisible() {
		assertThat(this.discovery.catalog().current().rejected()).extracting(Rejection::name)
			.contains("tagged-payments", "tagged-billing", "tagged-stock");
	}

	private List<Integer> ports(String service) {
		return this.client.getInstances(service).stream().map(ServiceInstance::getPort).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		InstanceSource ledger() {
			return new InstanceSource() {

				@Override
				public String name() {
					return "ledger";
				}

				@Override
				public SourceAnswer fetch(RefreshRound round) {
					return SourceAnswer.of(List.of(Instance.of("b", "billing", "127.0.0.1", 7000).build()), List.of());
				}

			};
		}

	}

}
