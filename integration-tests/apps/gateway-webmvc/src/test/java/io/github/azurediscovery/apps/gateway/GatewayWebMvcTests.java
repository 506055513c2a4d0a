package io.github.azurediscovery.apps.gateway;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.apps.support.ApplicationCaller;
import io.github.azurediscovery.apps.support.EjectionLog;
import io.github.azurediscovery.apps.support.LoopbackInstance;
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
class GatewayWebMvcTests {

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
	void caller() {
		this.caller = new ApplicationCaller(this.port);
	}

	@AfterAll
	static void close() {
		shop.close();
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

	@Test
	void ejectsAnInstanceThatRefusedOneConnection() {
		String victim = orders.join().name();
		await().untilAsserted(() -> assertThat(this.caller.answers("/api/whoami", 12)).contains(victim));
		try (EjectionLog ejections = new EjectionLog(this.discovery)) {
			orders.kill(victim);
			assertThat(this.caller.errors("/api/whoami", 40)).isLessThanOrEqualTo(1);
			await().untilAsserted(() -> assertThat(ejections.reasons(victim)).isNotEmpty());
		}
		finally {
			orders.leave(victim);
		}
	}

	@Test
	void ejectsAnInstanceThatAnswers503() {
		LoopbackInstance bad = orders.join().status(503);
		try (EjectionLog ejections = new EjectionLog(this.discovery)) {
			await().untilAsserted(() -> {
				this.caller.answers("/api/whoami", 12);
				assertThat(ejections.reasons(bad.name())).anyMatch((reason) -> reason.contains("503"));
			});
		}
		finally {
			orders.leave(bad.name());
		}
	}

	@Test
	void uploadsThatAreBrokenOffEjectNoInstance() {
		try (EjectionLog ejections = new EjectionLog(this.discovery)) {
			for (int upload = 0; upload < 40; upload++) {
				long before = orders.requests("POST");
				this.caller.breakOffUpload("/api/whoami", () -> await().until(() -> orders.requests("POST") > before));
			}
			assertThat(this.caller.errors("/api/whoami", 12)).isZero();
			assertThat(orders.names()).allSatisfy((name) -> assertThat(ejections.reasons(name)).isEmpty());
		}
	}

}
