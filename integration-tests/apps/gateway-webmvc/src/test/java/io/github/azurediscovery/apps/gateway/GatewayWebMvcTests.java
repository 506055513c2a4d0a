package io.github.azurediscovery.apps.gateway;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.apps.support.ApplicationCaller;
import io.github.azurediscovery.apps.support.GatewayContractTests;
import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.apps.support.LoopbackShop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static io.github.azurediscovery.apps.support.ApplicationCaller.await;
import static org.assertj.core.api.Assertions.assertThat;

@DirtiesContext
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GatewayWebMvcTests extends GatewayContractTests {

	private static LoopbackShop shop;

	private static LoopbackService orders;

	@LocalServerPort
	private int port;

	@Autowired
	private AzureDiscovery discovery;

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
		return this.discovery;
	}

	@Test
	void balancesLbRoutes() {
		await().untilAsserted(
				() -> assertThat(this.caller.answers("/api/whoami", 12)).containsExactlyElementsOf(orders.names()));
	}

	@Test
	void aRouteWorksAsSoonAsItsServiceIsThereAndNoLonger() {
		assertThat(this.caller.answer("/billing/whoami").statusCode()).isGreaterThanOrEqualTo(500);
		try (LoopbackService billing = shop.service("billing")) {
			await().untilAsserted(() -> assertThat(this.caller.answer("/billing/whoami").body()).isIn(billing.names()));
		}
		await().untilAsserted(
				() -> assertThat(this.caller.answer("/billing/whoami").statusCode()).isGreaterThanOrEqualTo(500));
	}

}
