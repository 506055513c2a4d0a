package io.github.azurediscovery.apps.migration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.azurediscovery.apps.support.LoopbackInstance;
import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/migration/haproxy.md: an estate tagged for HAProxy's daemon works unchanged. */
class HaproxyTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	@AfterEach
	void close() {
		this.azure.close();
	}

	@Test
	void vmsTaggedForTheDaemonAreServices() {
		try (LoopbackService orders = LoopbackService.start(this.azure, "orders", 4, "HAProxy")) {
			List.of("orders-1", "orders-2", "orders-4")
				.forEach((name) -> orders.vm(name).tag("environment", "production"));
			orders.vm("orders-2").tag("HAProxy:Exclude", "true");
			orders.vm("orders-3").tag("environment", "test");
			try (ConfigurableApplicationContext context = start()) {
				Set<String> answers = new TreeSet<>();
				for (int i = 0; i < 8; i++) {
					answers.add(Page.call(context, "orders"));
				}
				assertThat(answers).containsExactly("orders-1", "orders-4");
			}
		}
	}

	@Test
	void instancesInheritTheTagsOfTheirScaleSetAndMayHaveAPortOfTheirOwn() {
		try (LoopbackInstance own = LoopbackInstance.start("own", "127.3.0.1", 0);
				LoopbackInstance inherited = LoopbackInstance.start("inherited", "127.3.0.2", 0)) {
			SimulatedScaleSet set = this.azure.scaleSet("billing")
				.uniform()
				.tag("environment", "production")
				.tag("HAProxy:Service:Name", "billing")
				.tag("HAProxy:Service:Port", Integer.toString(inherited.port()));
			set.instances(2);
			set.instance(0)
				.address(own.address())
				.tag("environment", "production")
				.tag("HAProxy:Service:Name", "billing")
				.tag("HAProxy:Service:Port", Integer.toString(inherited.port()))
				.tag("HAProxy:Instance:Port", Integer.toString(own.port()));
			set.instance(1).address(inherited.address());
			try (ConfigurableApplicationContext context = start()) {
				assertThat(context.getBean(DiscoveryClient.class).getInstances("billing"))
					.extracting(ServiceInstance::getPort)
					.containsExactlyInAnyOrder(own.port(), inherited.port());
				assertThat(Set.of(Page.call(context, "billing"), Page.call(context, "billing")))
					.containsExactlyInAnyOrder("own", "inherited");
			}
		}
	}

	private ConfigurableApplicationContext start() {
		return Page.start(Page.of("migration/haproxy.md").yaml("After").get(0), this.azure, Map.of());
	}

}
