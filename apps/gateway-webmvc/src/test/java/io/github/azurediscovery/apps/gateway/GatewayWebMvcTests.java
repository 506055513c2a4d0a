package io.github.azurediscovery.apps.gateway;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

import io.github.azurediscovery.apps.support.LoopbackService;
import io.github.azurediscovery.test.SimulatedAzure;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GatewayWebMvcTests {

	private static final SimulatedAzure azure = SimulatedAzure.start();

	private static final LoopbackService orders = LoopbackService.start(azure, "orders", 3);

	@LocalServerPort
	private int port;

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
		assertThat(answers("/api/whoami", 12)).containsAll(orders.names());
	}

	@Test
	void aRouteWorksAsSoonAsItsServiceIsThereAndNoLonger() {
		assertThat(answer("/billing/whoami").getStatusCode().is5xxServerError()).isTrue();
		try (LoopbackService billing = LoopbackService.start(azure, "billing", 1)) {
			await().untilAsserted(() -> assertThat(answer("/billing/whoami").getBody()).isIn(billing.names()));
		}
		await().untilAsserted(() -> assertThat(answer("/billing/whoami").getStatusCode().is5xxServerError()).isTrue());
	}

	@Test
	void ejectsAnInstanceThatRefusedOneConnection() {
		String victim = orders.join().name();
		await().untilAsserted(() -> assertThat(answers("/api/whoami", 12)).contains(victim));
		orders.kill(victim);
		long failures = IntStream.range(0, 40)
			.mapToObj((i) -> answer("/api/whoami"))
			.map(ResponseEntity::getStatusCode)
			.filter(HttpStatusCode::isError)
			.count();
		assertThat(failures).isLessThanOrEqualTo(1);
		orders.leave(victim);
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

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100));
	}

}
