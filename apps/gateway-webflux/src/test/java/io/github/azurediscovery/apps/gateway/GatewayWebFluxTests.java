package io.github.azurediscovery.apps.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.Operation;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GatewayWebFluxTests {

	private static final SimulatedAzure azure = SimulatedAzure.start();

	private static final LoopbackService orders = LoopbackService.start(azure, "orders", 3);

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

	@DynamicPropertySource
	static void azure(DynamicPropertyRegistry registry) {
		azure.properties().forEach((name, value) -> registry.add(name, () -> value));
	}

	@AfterAll
	static void close() {
		orders.close();
		azure.close();
	}

	@Test
	void balancesLbRoutes() {
		assertThat(answers("/api/whoami", 12)).isEqualTo(new TreeSet<>(orders.names()));
	}

	@Test
	void routesAppearAndVanishWithServices() {
		assertThat(routeIds()).anyMatch((id) -> id.endsWith("_orders")).noneMatch((id) -> id.endsWith("_billing"));
		try (LoopbackService billing = LoopbackService.start(azure, "billing", 1)) {
			await().untilAsserted(() -> assertThat(answer("/billing/whoami").getBody()).isIn(billing.names()));
		}
		await().untilAsserted(() -> {
			assertThat(routeIds()).noneMatch((id) -> id.endsWith("_billing"));
			assertThat(answer("/billing/whoami").getStatusCode().value()).isEqualTo(404);
		});
	}

	@Test
	void doesNotRefreshRoutesWithoutAChange() {
		settle();
		int before = this.application.routeRefreshes.get();
		int asked = azure.requests().count(Operation.NIC_LIST);
		await().until(() -> azure.requests().count(Operation.NIC_LIST) > asked + 4);
		assertThat(this.application.routeRefreshes).hasValue(before);
	}

	@Test
	void refreshesRoutesOncePerRevisionOfTheCatalog() {
		settle();
		int before = this.application.routeRefreshes.get();
		long revision = revision();
		try (LoopbackService stock = LoopbackService.start(azure, "stock", 1)) {
			await().untilAsserted(() -> assertThat(answer("/stock/whoami").getBody()).isIn(stock.names()));
		}
		settle();
		await().until(() -> this.application.routeRefreshes.get() - before == revision() - revision);
	}

	@Test
	void ejectsAnInstanceThatRefusedOneConnection() {
		String victim = orders.join().name();
		await().untilAsserted(() -> assertThat(answers("/api/whoami", 12)).contains(victim));
		orders.kill(victim);
		long failures = java.util.stream.IntStream.range(0, 40)
			.mapToObj((i) -> answer("/api/whoami"))
			.map(ResponseEntity::getStatusCode)
			.filter(HttpStatusCode::isError)
			.count();
		assertThat(failures).isLessThanOrEqualTo(1);
		orders.leave(victim);
	}

	private long revision() {
		return this.azureDiscovery.catalog().current().revision();
	}

	/** Wait until nothing of an earlier test is in flight. */
	private void settle() {
		await().until(() -> this.discovery.getServices().collectList().block().equals(List.of("orders"))
				&& this.discovery.getInstances("orders").count().block() == orders.names().size());
	}

	private Set<String> answers(String path, int calls) {
		Set<String> answers = new TreeSet<>();
		for (int i = 0; i < calls; i++) {
			answers.add(String.valueOf(answer(path).getBody()));
		}
		return answers;
	}

	private ResponseEntity<String> answer(String path) {
		return RestClient.create("http://localhost:" + this.port)
			.get()
			.uri(path)
			.retrieve()
			.onStatus(HttpStatusCode::isError, (request, response) -> {
			})
			.toEntity(String.class);
	}

	private Set<String> routeIds() {
		return new TreeSet<>(this.routes.getRoutes().map((route) -> route.getId()).collectList().block());
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100));
	}

}
