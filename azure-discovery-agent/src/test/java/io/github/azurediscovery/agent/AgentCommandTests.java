package io.github.azurediscovery.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The modes that end, with the simulated Azure and a sink in memory. */
@ExtendWith(OutputCaptureExtension.class)
class AgentCommandTests {

	private final AgentShop shop = new AgentShop();

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void onceAppliesEverythingInFull() {
		assertThat(run("--once")).isZero();
		assertThat(runWithSink("up", "--once")).isZero();
		assertThat(MemorySink.newest.instances("orders")).isEqualTo(3);
		assertThat(MemorySink.newest.modes()).contains(ApplyMode.FULL);
	}

	@Test
	void onceWithoutASinkTellsOfASourceThatIsRefused() {
		this.shop.azure().fault(AzureFault.status(403), AzureOperation.arm());
		assertThat(run("--once")).isEqualTo(1);
	}

	@Test
	void onceTellsOfASourceThatDoesNotAnswer(CapturedOutput log) {
		this.shop.azure().fault(AzureFault.status(403), AzureOperation.arm());
		assertThat(runWithSink("up", "--once")).isEqualTo(1);
		assertThat(MemorySink.newest.isUntouched()).isTrue();
		assertThat(log).contains("Source 'tags' did not answer").contains("403");
	}

	@Test
	void onceTellsOfASinkThatIsAway(CapturedOutput log) {
		assertThat(runWithSink("down", "--once")).isEqualTo(1);
		assertThat(log).contains("Sink 'memory' does not hold everything: it is away");
	}

	@Test
	void validateAsksNothing(CapturedOutput log) {
		assertThat(runWithSink("down", "--validate")).isZero();
		assertThat(log).doesNotContain("Started AgentApplication");
		assertThat(printed()).contains("The configuration is valid.", "Sources: ", "tags", "Sinks: memory");
		assertThat(MemorySink.newest.isUntouched()).isTrue();
		assertThat(this.shop.azure().requests().requests()).isEmpty();
	}

	@Test
	void theControlPlaneIsASinkLikeOthers() {
		assertThat(run("--validate", "--azure.discovery.envoy.enabled=true")).isZero();
		assertThat(printed()).contains("Sinks: envoy");
		assertThat(run("--once", "--azure.discovery.envoy.enabled=true",
				"--azure.discovery.envoy.directory=" + this.directory))
			.isZero();
		assertThat(this.directory.resolve("endpoints.json")).content().contains("\"cluster_name\": \"orders\"");
	}

	@Test
	void validateOnlineAsksEverythingOnceAndChangesNothing() {
		this.shop.vm("orders-4").deallocate();
		assertThat(runWithSink("up", "--validate=online")).isZero();
		assertThat(printed()).contains("Service orders, instances: 3", "Rejected orders-4: not-running (deallocated)",
				"Sink memory: reached");
		assertThat(MemorySink.newest.isUntouched()).isTrue();
	}

	@Test
	void validateOnlineTellsThatARightIsMissing() {
		this.shop.azure().fault(AzureFault.status(403), AzureOperation.arm());
		assertThat(runWithSink("up", "--validate=online")).isEqualTo(1);
		assertThat(printed()).contains("FAILED: a source did not answer", "403");
	}

	@Test
	void validateOnlineTellsWhatFails() {
		this.shop.azure().fault(AzureFault.status(500), AzureOperation.arm());
		assertThat(runWithSink("down", "--validate=online")).isEqualTo(1);
		assertThat(printed()).contains("FAILED: a source did not answer", "500", "FAILED: sink memory: it is away");
	}

	@Test
	void theSectionsOfHaproxyArePrintedAndNothingElse() {
		assertThat(run("--print-haproxy-config", "--azure.discovery.haproxy.slots.base=5",
				"--azure.discovery.haproxy.backend.name={prefix}-{name}"))
			.isZero();
		assertThat(printed()).startsWith("backend azure-orders\n").contains("server-template srv 1-5 ");
		assertThat(printed().lines().filter((line) -> line.startsWith("backend "))).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "--azure.discovery.haproxy.sokets=unix:/x, azure.discovery.haproxy.sokets",
			"--azure.discovery.haproxy.sockets=/x, sockets",
			"'--azure.discovery.haproxy.sockets=unix:/x,unix:/x', Two sinks have the name",
			"--azure.discovery.haproxy.backend.name=x, {name}",
			"--azure.discovery.haproxy.config=file, azure.discovery.haproxy.master-socket",
			"'--azure.discovery.envoy.enabled=true --azure.discovery.envoy.cluster.name=x', azure.discovery.envoy.cluster.name",
			"'--azure.discovery.envoy.enabled=true --spring.grpc.server.address=0.0.0.0', azure.discovery.envoy.insecure",
			"'--azure.discovery.envoy.enabled=true --spring.grpc.server.ssl.bundle=x', spring.grpc.server.ssl.bundle",
			"--azure.discovery.refresh.interval=soon, azure.discovery.refresh.interval",
			"--azure.discovery.services.orders.prot=1, prot",
			"--azure.discovery.enabled=false, azure.discovery.enabled",
			"--azure.discovery.credential.type=password, azure.discovery.credential.type" })
	void aBadPropertyIsNamedAndNothingIsSent(String properties, String named, CapturedOutput log) {
		for (String mode : new String[] { "--once", "--validate", "--validate=online" }) {
			assertThat(runWithSink("up", (mode + " " + properties).split(" "))).isEqualTo(2);
		}
		assertThat(log).contains("APPLICATION FAILED TO START").contains(named).contains("Action:");
		assertThat(log).doesNotContain("\tat ").doesNotContain("azure.discovery.azure.discovery");
		assertThat(this.shop.azure().requests().requests()).isEmpty();
	}

	@Test
	void aFileThatIsNoYamlIsRefusedWithItsLine(CapturedOutput log) throws IOException {
		Path file = Files.writeString(this.directory.resolve("agent.yml"), "azure:\n\tdiscovery: {}\n");
		assertThat(run("-c", file.toString(), "--validate")).isEqualTo(2);
		assertThat(log).contains("is not valid YAML").contains("line 2").doesNotContain("\tat ");
	}

	@Test
	void theFileIsReadAndTheCommandLineComesFirst() throws IOException {
		Path file = Files.writeString(this.directory.resolve("agent.yml"), """
				memory:
				  sink: up
				azure:
				  discovery:
				    services:
				      billing:
				        static: 10.0.0.1:80
				""");
		assertThat(run("--validate", "-c", file.toString())).isZero();
		assertThat(printed()).contains("static:billing", "Sinks: memory");
	}

	@Test
	void usageErrorsAreShownWithTheUsage(CapturedOutput log) {
		assertThat(run("--onec")).isEqualTo(2);
		assertThat(log.getErr()).contains("'--onec' is not an option").contains("Usage: java -jar");
		assertThat(printed()).isEmpty();
	}

	@Test
	void helpAndVersionArePrinted() {
		assertThat(AgentApplication.start(new String[] { "--help" }, out())).isZero();
		assertThat(AgentApplication.start(new String[] { "--version" }, out())).isZero();
		assertThat(printed()).contains("--print-haproxy-config").contains("azure-discovery-agent 0.");
	}

	private int runWithSink(String state, String... arguments) {
		String[] all = Arrays.copyOf(arguments, arguments.length + 1);
		all[arguments.length] = "--memory.sink=" + state;
		return run(all);
	}

	private int run(String... arguments) {
		PrintStream before = System.out;
		try {
			return AgentApplication.start(this.shop.arguments(arguments), out());
		}
		finally {
			System.setOut(before);
		}
	}

	private PrintStream out() {
		return new PrintStream(this.printed, true, StandardCharsets.UTF_8);
	}

	private String printed() {
		return this.printed.toString(StandardCharsets.UTF_8);
	}

}
