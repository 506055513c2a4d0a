package io.github.azurediscovery.proxies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The agent's jar as a process, between the simulated Azure and a real HAProxy. */
class AgentProcessTests {

	private static final String BACKEND = "azure-orders";

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final HaproxyProcess haproxy = HaproxyProcess.start("admin", BACKEND, """
			backend azure-orders
			    balance roundrobin
			    server-template srv 1-10 localhost:80 disabled init-addr last,127.0.0.1
			""");

	private final CommandRelay relay = new CommandRelay(this.haproxy);

	private AgentProcess agent;

	@BeforeEach
	void threeVms() {
		for (int number = 1; number <= 3; number++) {
			vm("orders-" + number);
		}
	}

	private SimulatedVm vm(String name) {
		return this.azure.vm(name).tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
	}

	@AfterEach
	void close() {
		if (this.agent != null) {
			this.agent.close();
		}
		this.relay.close();
		this.haproxy.close();
		this.azure.close();
	}

	private String[] arguments(String... more) {
		List<String> arguments = new ArrayList<>(Arrays.asList(more));
		this.azure.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		arguments.add("--azure.discovery.haproxy.sockets=" + this.relay.socket());
		arguments.add("--azure.discovery.haproxy.backend.name={prefix}-{name}");
		arguments.add("--azure.discovery.refresh.interval=1h");
		return arguments.toArray(String[]::new);
	}

	private void run(String... arguments) {
		this.agent = AgentProcess.run(arguments(arguments));
	}

	private void start(String... arguments) {
		this.agent = AgentProcess.start(arguments(arguments)).ready();
	}

	@Test
	void validateAsksNothingAndSendsNothing() {
		run("--validate");
		assertThat(this.agent.status()).as(this.agent.log()).isZero();
		assertThat(this.agent.out()).contains("The configuration is valid.", "Sinks: haproxy:");
		assertThat(this.azure.requests().requests()).isEmpty();
		assertThat(this.relay.commands()).isEmpty();
	}

	@Test
	void validateOnlineAsksAndChangesNothing() {
		run("--validate=online");
		assertThat(this.agent.status()).as(this.agent.log()).isZero();
		assertThat(this.agent.out()).contains("Service orders, instances: 3").contains(": reached");
		assertThat(this.relay.commands()).isNotEmpty();
		assertThat(this.relay.changes()).isEmpty();
		this.haproxy.stop();
		this.agent.close();
		run("--validate=online");
		assertThat(this.agent.status()).as(this.agent.log()).isEqualTo(1);
		assertThat(this.agent.out()).contains("FAILED: sink haproxy:");
	}

	@Test
	void onceFeedsHaproxyAndEnds() {
		run("--once");
		assertThat(this.agent.status()).as(this.agent.log()).isZero();
		assertThat(this.haproxy.ready(BACKEND)).hasSize(3);
	}

	@Test
	void onceIsIncompleteWhileAzureIsAway() {
		this.azure.fault(AzureFault.status(500), AzureOperation.arm());
		run("--once");
		assertThat(this.agent.status()).as(this.agent.log()).isEqualTo(1);
		assertThat(this.relay.changes()).isEmpty();
	}

	@Test
	void onceIsIncompleteWhileHaproxyIsAway() {
		this.haproxy.stop();
		run("--once");
		assertThat(this.agent.status()).as(this.agent.log()).isEqualTo(1);
		assertThat(this.agent.log()).contains("Sink 'haproxy:").contains("does not hold everything");
	}

	@Test
	void thePrintedConfigurationIsAcceptedByHaproxy() throws IOException, InterruptedException {
		run("--print-haproxy-config");
		assertThat(this.agent.status()).as(this.agent.log()).isZero();
		Path file = Files.writeString(this.haproxy.file("printed.cfg"), this.agent.out());
		List<String> check = List.of(this.haproxy.checkCommand().replace("{file}", file.toString()).split(" "));
		assertThat(new ProcessBuilder(check).redirectErrorStream(true).start().waitFor()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--onec", "--azure.discovery.haproxy.sokets=unix:/x", "--server.port=http" })
	void aBadConfigurationEndsWithItsNameAndSendsNothing(String argument) {
		run(argument);
		assertThat(this.agent.status()).as(this.agent.log()).isEqualTo(2);
		assertThat(this.agent.log()).contains(argument.replaceAll("^--|=.*", "").replaceAll("^.*\\.", ""))
			.doesNotContain("\tat ");
		assertThat(this.azure.requests().requests()).isEmpty();
		assertThat(this.relay.commands()).isEmpty();
	}

	@Test
	void twoHangupsInARowRefreshAndTakeBackWhatAnOperatorChanged() {
		start();
		this.haproxy.command("set server " + BACKEND + "/srv1 state drain");
		vm("orders-4");
		assertThat(this.haproxy.ready(BACKEND)).hasSize(2);
		this.agent.signal("HUP");
		this.agent.signal("HUP");
		await(() -> this.haproxy.ready(BACKEND).size() == 4);
		await(() -> this.agent.log().split("SIGHUP: refreshed").length == 3);
		assertThat(this.agent.isAlive()).isTrue();
	}

	@Test
	void aHangupDuringTheStartTakesEffectAfterIt() throws InterruptedException {
		this.agent = AgentProcess.start(arguments());
		while (this.agent.isAlive() && !this.agent.log().contains("Starting AgentApplication")) {
			Thread.sleep(5);
		}
		this.agent.signal("HUP");
		this.agent.ready();
		await(() -> this.agent.log().contains("SIGHUP: refreshed"));
	}

	@Test
	void terminationFinishesTheBatchUnderWay() throws InterruptedException {
		start();
		this.relay.hold();
		int before = this.relay.changes().size();
		vm("orders-4");
		vm("orders-5");
		this.agent.signal("HUP");
		await(() -> this.relay.changes().size() > before);
		this.agent.signal("TERM");
		Thread.sleep(1_000);
		assertThat(this.agent.isAlive()).isTrue();
		this.relay.release();
		assertThat(this.agent.status()).as(this.agent.log()).isEqualTo(143);
		assertThat(this.haproxy.ready(BACKEND)).hasSize(5);
	}

	@Test
	void terminationLeavesHaproxyAsItIsAndARestartSendsNoCommand() {
		start();
		assertThat(this.haproxy.ready(BACKEND)).hasSize(3);
		this.agent.signal("TERM");
		assertThat(this.agent.status()).isEqualTo(143);
		assertThat(this.agent.log()).contains("Stopping; proxies keep what they hold");
		assertThat(this.haproxy.ready(BACKEND)).hasSize(3);
		int before = this.relay.changes().size();
		int asked = this.relay.commands().size();
		this.agent.close();
		start();
		assertThat(this.relay.commands()).hasSizeGreaterThan(asked);
		assertThat(this.relay.changes()).hasSize(before);
	}

	@Test
	void aRestartWhileAzureIsAwayChangesNothing() throws Exception {
		start();
		this.agent.signal("KILL");
		this.agent.status();
		this.agent.close();
		int before = this.relay.changes().size();
		this.azure.fault(AzureFault.status(500), AzureOperation.arm());
		this.agent = AgentProcess.start(arguments("--azure.discovery.startup.timeout=1s"));
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.ignoreExceptions()
			.until(() -> this.agent.get("/actuator/health/readiness").statusCode() == 503);
		assertThat(this.agent.get("/actuator/azurediscoverytargets").statusCode()).isEqualTo(503);
		assertThat(this.relay.changes()).hasSize(before);
		assertThat(this.haproxy.ready(BACKEND)).hasSize(3);
	}

	@Test
	void logsJsonIfAskedFor() {
		start("--logging.structured.format.console=ecs");
		this.agent.signal("TERM");
		this.agent.status();
		List<JsonNode> lines = this.agent.log().lines().map(JsonMapper.shared()::readTree).toList();
		assertThat(lines).extracting((line) -> line.path("message").asString())
			.anyMatch((message) -> message.startsWith("Sink 'haproxy:"));
		assertThat(lines).extracting((line) -> line.path("service").path("name").asString())
			.containsOnly("azure-discovery-agent");
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
	}

}
