package io.github.azurediscovery.apps.gateway;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.apps.support.ApplicationCaller;
import io.github.azurediscovery.apps.support.GatewayContractTests;
import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.apps.support.LoopbackShop;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static io.github.azurediscovery.apps.support.ApplicationCaller.await;
import static org.assertj.core.api.Assertions.assertThat;

@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GatewayWebFluxTests extends GatewayContractTests {

	private static LoopbackShop shop;

	private static LoopbackService orders;

	@LocalServerPort
	private int port;

	@Autowired
	private RouteLocator routes;

	@Autowired
	private AzureDiscovery azureDiscovery;

	@Autowired
	private ReactiveDiscoveryClient discovery;

	@Autowired
	private GatewayApplication application;

	private ApplicationCaller caller;

	@BeforeAll
	static void open() {
		shop = LoopbackShop.open(3);
		orders = shop.orders();
	}

	@DynamicPropertySource
	static void shop(DynamicPropertyRegistry registry) {
		shop.register(registry);
	}

	@BeforeEach
	void call() {
		this.caller = new ApplicationCaller(this.port);
	}

	@AfterAll
	static void close() {
		shop.close();
	}

	@Override
	protected ApplicationCaller caller() {
		return this.caller;
	}

	@Override
	protected LoopbackService orders() {
		return orders;
	}

	@Override
	protected AzureDiscovery discovery() {
		return this.azureDiscovery;
	}

	@Test
	void balancesLbRoutes() {
		settle();
		assertThat(this.caller.answers("/api/whoami", 12)).isEqualTo(new TreeSet<>(orders.names()));
	}

	@Test
	void routesAppearAndVanishWithServices() {
		assertThat(routeIds()).anyMatch((id) -> id.endsWith("_orders")).noneMatch((id) -> id.endsWith("_billing"));
		try (LoopbackService billing = shop.service("billing")) {
			await().untilAsserted(() -> assertThat(this.caller.answer("/billing/whoami").body()).isIn(billing.names()));
		}
		await().untilAsserted(() -> {
			assertThat(routeIds()).noneMatch((id) -> id.endsWith("_billing"));
			assertThat(this.caller.answer("/billing/whoami").statusCode()).isEqualTo(404);
		});
	}

	@Test
	void doesNotRefreshRoutesWithoutAChange() {
		settle();
		int before = this.application.routeRefreshes.get();
		int asked = shop.azure().requests().count(AzureOperation.NIC_LIST);
		await().until(() -> shop.azure().requests().count(AzureOperation.NIC_LIST) > asked + 4);
		assertThat(this.application.routeRefreshes).hasValue(before);
	}

	@Test
	void refreshesRoutesOncePerRevisionOfTheCatalog() {
		settle();
		int before = this.application.routeRefreshes.get();
		long revision = revision();
		try (LoopbackService stock = shop.service("stock")) {
			await().untilAsserted(() -> assertThat(this.caller.answer("/stock/whoami").body()).isIn(stock.names()));
		}
		settle();
		await().until(() -> this.application.routeRefreshes.get() - before == revision() - revision);
	}

	private long revision() {
		return this.azureDiscovery.catalog().current().revision();
	}

	/** Wait until nothing of an earlier test is in flight. */
	private void settle() {
		await().until(() -> this.discovery.getServices().collectList().block().equals(List.of("orders"))
				&& this.discovery.getInstances("orders").count().block() == orders.names().size());
	}

	private Set<String> routeIds() {
		return new TreeSet<>(this.routes.getRoutes().map((route) -> route.getId()).collectList().block());
	}

}
