package io.github.azurediscovery.sample;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.Set;
import java.util.TreeSet;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What a visitor of the sample does. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "azure.discovery.refresh.interval=5s")
class SampleApplicationTests {

	private final RestClient visitor;

	@Autowired
	SampleApplicationTests(@LocalServerPort int port) {
		this.visitor = RestClient.create("http://localhost:" + port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rest-client", "web-client", "rest-template", "http-interface" })
	void everyClientReachesEachOfTheThreeInstancesInTurn(String client) {
		assertThat(answering(client, 6)).hasSize(3);
	}

	@Test
	@DirtiesContext
	void aNewVmGetsTrafficAndLeavesAgain() {
		assertThat(answering("rest-client", 6)).hasSize(3);
		act("scale-out");
		await(() -> answering("rest-client", 8).size() == 4);
		act("scale-in");
		await(() -> answering("rest-client", 6).size() == 3);
	}

	@Test
	@DirtiesContext
	void aKilledProcessFailsAtMostOneCall() {
		Set<String> before = answering("rest-client", 6);
		act("kill");
		int failed = 0;
		for (int call = 0; call < 30; call++) {
			failed += (status("rest-client") != 200) ? 1 : 0;
		}
		assertThat(failed).isLessThanOrEqualTo(1);
		assertThat(answering("rest-client", 6)).hasSize(2).isSubsetOf(before);
	}

	@Test
	@DirtiesContext
	void anAzureThatAnswersNothingChangesNothing() {
		Set<String> before = answering("rest-client", 6);
		act("break");
		this.visitor.post().uri("/actuator/azurediscovery").retrieve().toBodilessEntity();
		assertThat(answering("rest-client", 6)).isEqualTo(before);
	}

	@Test
	void theActuatorKnowsTheInstances() {
		String answer = this.visitor.get().uri("/actuator/azurediscovery").retrieve().body(String.class);
		assertThat(answer).contains("\"orders\"").contains("\"routable\":3");
	}

	@Test
	void anotherProcessIsToldWhereTheSimulatedAzureIs() {
		assertThat(this.visitor.get().uri("/simulation/azure.properties").retrieve().body(String.class))
			.contains("azure.discovery.endpoints.resource-manager=http://127.0.0.1:")
			.contains("azure.discovery.credential.type=none\n");
	}

	private Set<String> answering(String client, int calls) {
		Set<String> answers = new TreeSet<>();
		for (int call = 0; call < calls; call++) {
			answers.add(this.visitor.get().uri("/" + client).retrieve().body(String.class));
		}
		return answers;
	}

	private int status(String client) {
		return this.visitor.get().uri("/" + client).exchange((request, response) -> response.getStatusCode().value());
	}

	private void act(String action) {
		this.visitor.post().uri("/simulation/" + action).retrieve().toBodilessEntity();
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

}
