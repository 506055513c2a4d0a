package io.github.azurediscovery.spring.simulated;

import java.util.List;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.spring.AzureSetup;
import io.github.azurediscovery.test.spring.SimulatedAzureTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test as users write it: with the simulated Azure, three lines more than without.
 */
@SpringBootTest(properties = "azure.discovery.startup.timeout=60s", webEnvironment = SpringBootTest.WebEnvironment.NONE)
@SimulatedAzureTest
class SimulatedAzureTests {

	@Autowired
	private DiscoveryClient discovery;

	@Autowired
	private SimulatedAzure azure;

	@AzureSetup
	static void estate(SimulatedAzure azure) {
		azure.vm("orders-1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.address("10.0.0.4");
	}

	@Test
	void findsWhatTheEstateHolds() {
		assertThat(hosts()).containsExactly("10.0.0.4:8080");
		assertThat(this.azure.requests().count(AzureOperation.arm())).isPositive();
	}

	private List<String> hosts() {
		return this.discovery.getInstances("orders").stream().map(SimulatedAzureTests::address).toList();
	}

	private static String address(ServiceInstance instance) {
		return instance.getHost() + ":" + instance.getPort();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
