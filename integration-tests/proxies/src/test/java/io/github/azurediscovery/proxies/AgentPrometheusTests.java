package io.github.azurediscovery.proxies;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A real Prometheus that reads the agent. */
class AgentPrometheusTests {

	/** Prometheus reads once a second, and passes on every 5 s what it has read. */
	private static final int READS_OF_TWO_ROUNDS = 11;

	@Test
	void prometheusShowsEveryMemberAndAsksAzureNothing() throws Exception {
		try (SimulatedAzure azure = SimulatedAzure.start()) {
			for (String name : List.of("orders-1", "orders-2", "orders-3")) {
				azure.vm(name).tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
			}
			AgentProcess agent = start(azure, HaproxyProcess.freePort()).ready();
			String targets = "http://127.0.0.1:" + agent.port() + "/actuator/azurediscoverytargets";
			int before = azure.requests().requests().size();
			try (PrometheusProcess prometheus = new PrometheusProcess(targets)) {
				Awaitility.await()
					.atMost(Duration.ofSeconds(60))
					.ignoreExceptions()
					.until(() -> prometheus.targets().size() == 3);
				assertThat(machines(prometheus)).containsExactly("orders-1", "orders-2", "orders-3");
				assertThat(azure.requests().requests()).hasSize(before);
				agent.close();
				awaitTwoRoundsOfFailures(prometheus);
				assertThat(machines(prometheus)).hasSize(3);
				azure.fault(AzureFault.status(500), AzureOperation.arm());
				try (AgentProcess restarted = start(azure, agent.port(), "--azure.discovery.startup.timeout=1s")) {
					Awaitility.await()
						.atMost(Duration.ofSeconds(60))
						.ignoreExceptions()
						.until(() -> restarted.get("/actuator/azurediscoverytargets").statusCode() == 503);
					awaitTwoRoundsOfFailures(prometheus);
					assertThat(machines(prometheus)).hasSize(3);
				}
			}
		}
	}

	private static void awaitTwoRoundsOfFailures(PrometheusProcess prometheus) throws Exception {
		int before = prometheus.failedReads();
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> prometheus.failedReads() >= before + READS_OF_TWO_ROUNDS);
	}

	private static AgentProcess start(SimulatedAzure azure, int port, String... more) {
		List<String> arguments = new ArrayList<>(Arrays.asList(more));
		azure.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		arguments.add("--azure.discovery.refresh.interval=1h");
		arguments.add("--server.port=" + port);
		return AgentProcess.start(arguments, port);
	}

	private static Set<String> machines(PrometheusProcess prometheus) throws Exception {
		Set<String> machines = new TreeSet<>();
		for (JsonNode target : prometheus.targets()) {
			machines.add(target.path("discoveredLabels").path("__meta_azure_machine_name").asString());
		}
		return machines;
	}

}
