package io.github.azurediscovery.apps.migration;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.azurediscovery.apps.support.LoopbackInstance;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The blocks under <em>After</em> in docs/migration, and those of
 * docs/guides/kubernetes.md, as they stand there.
 */
class MigrationTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	private LoopbackInstance instance;

	private SimulatedVm vm;

	@BeforeEach
	void start() {
		this.instance = LoopbackInstance.start("orders-1", "127.3.1.1", 0);
		this.vm = this.azure.vm("orders-1").address(this.instance.address()).zone("1");
	}

	@AfterEach
	void close() {
		this.instance.close();
		this.azure.close();
	}

	@Test
	void fromEureka() {
		conventional().tag("version", "v2");
		try (ConfigurableApplicationContext context = after("eureka")) {
			assertThat(Page.call(context, "orders")).isEqualTo("orders-1");
			assertThat(metadata(context)).containsEntry("version", "v2").containsEntry("zone", "1");
		}
	}

	@Test
	void fromConsul() {
		this.vm.tag("role", "orders").tag("environment", "production");
		this.azure.vm("orders-2").tag("role", "orders").tag("environment", "test");
		try (ConfigurableApplicationContext context = after("consul",
				Map.of("azure.discovery.services.orders.port", port()))) {
			assertThat(Page.call(context, "orders")).isEqualTo("orders-1");
			assertThat(context.getBean(DiscoveryClient.class).getInstances("orders")).hasSize(1);
		}
	}

	@Test
	void fromKubernetes() {
		conventional().tag("team", "shop");
		try (LoopbackInstance catalog = LoopbackInstance.start("catalog", "127.0.0.1", 0)) {
			try (ConfigurableApplicationContext context = after("kubernetes",
					Map.of("azure.discovery.services.catalog.dns", "localhost", "azure.discovery.services.catalog.port",
							Integer.toString(catalog.port())))) {
				assertThat(Page.call(context, "orders")).isEqualTo("orders-1");
				assertThat(Page.call(context, "catalog")).isEqualTo("catalog");
			}
		}
	}

	@Test
	void inAksWithoutInstanceMetadata() {
		conventional();
		this.azure.imdsListening(false);
		String yaml = Page.of("guides/kubernetes.md").yaml("An application in AKS").get(0);
		assertThat(yaml).contains("type: workload-identity");
		try (ConfigurableApplicationContext context = Page.start(yaml, this.azure,
				Map.of("azure.discovery.credential.type", "none"))) {
			assertThat(Page.call(context, "orders")).isEqualTo("orders-1");
		}
	}

	@Test
	void onAVmThatCallsACluster() {
		try (LoopbackInstance catalog = LoopbackInstance.start("catalog", "127.0.0.1", 0)) {
			String port = Integer.toString(catalog.port());
			try (ConfigurableApplicationContext context = Page.start(
					Page.of("guides/kubernetes.md").yaml("An application on a VM").get(0), this.azure,
					Map.of("azure.discovery.services.catalog.static", "localhost:" + port,
							"azure.discovery.services.baskets.dns", "localhost",
							"azure.discovery.services.baskets.port", port))) {
				assertThat(Page.call(context, "catalog")).isEqualTo("catalog");
				assertThat(Page.call(context, "baskets")).isEqualTo("catalog");
			}
		}
	}

	@Test
	void switchedOffInACluster() {
		conventional();
		try (ConfigurableApplicationContext context = Page
			.start(Page.of("guides/kubernetes.md").yaml("Switching it off").get(0), this.azure, Map.of())) {
			assertThat(context.getBean(DiscoveryClient.class).getServices()).isEmpty();
			assertThat(this.azure.requests().requests()).isEmpty();
		}
	}

	private String port() {
		return Integer.toString(this.instance.port());
	}

	private SimulatedVm conventional() {
		return this.vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", port());
	}

	private ConfigurableApplicationContext after(String page) {
		return after(page, Map.of());
	}

	private ConfigurableApplicationContext after(String page, Map<String, String> more) {
		return Page.start(Page.of("migration/" + page + ".md").yaml("After").get(0), this.azure, more);
	}

	private static Map<String, String> metadata(ConfigurableApplicationContext context) {
		ServiceInstance only = context.getBean(DiscoveryClient.class).getInstances("orders").get(0);
		return only.getMetadata();
	}

}
