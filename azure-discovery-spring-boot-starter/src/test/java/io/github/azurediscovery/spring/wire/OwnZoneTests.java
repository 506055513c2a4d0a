package io.github.azurediscovery.spring.wire;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.spring.AzureSetup;
import io.github.azurediscovery.test.spring.SimulatedAzureTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls stay in the zone that instance metadata names, whatever finds the instances. */
@SimulatedAzureTest
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "azure.discovery.loadbalancer.zone-preference.enabled=true",
				"azure.discovery.services.payments.scale-set=payments", "azure.discovery.services.payments.port=9000" })
class OwnZoneTests {

	@Autowired
	private AzureDiscovery discovery;

	@AzureSetup
	static void estate(SimulatedAzure azure) {
		azure.imds().runsOn(azure.vm("gateway").zone("1"));
		azure.scaleSet("orders")
			.flexible()
			.zones("1", "2", "3")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.instances(9);
		azure.scaleSet("payments").uniform().zones("1", "2", "3").instances(9);
	}

	@Test
	void aFlexibleSetIsCalledInTheOwnZone() {
		isCalledInTheOwnZone("orders");
	}

	@Test
	void aUniformSetIsCalledInTheOwnZone() {
		isCalledInTheOwnZone("payments");
	}

	private void isCalledInTheOwnZone(String service) {
		Waiting.until(() -> route(service).nearby() != route(service).everywhere());
		assertThat(route(service).nearby().lists().get(0)).hasSize(3)
			.allMatch((instance) -> "1".equals(instance.zone()));
		assertThat(route(service).everywhere().lists().get(0)).hasSize(9);
	}

	private Route route(String service) {
		Route route = this.discovery.routes().route(service);
		assertThat(route).isNotNull();
		return route;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
