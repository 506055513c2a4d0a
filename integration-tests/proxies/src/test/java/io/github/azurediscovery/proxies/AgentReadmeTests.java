package io.github.azurediscovery.proxies;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.test.SimulatedAzure;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a new user does: the two lines of the README, then curl through HAProxy. */
class AgentReadmeTests {

	private static final String JAR = "java -jar azure-discovery-agent.jar ";

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final Map<String, LoopbackBackend> backends = new ConcurrentHashMap<>();

	private final HaproxyProcess haproxy = HaproxyProcess.start("admin", "azure-orders", """
			backend azure-orders
			    balance roundrobin
			    option httpchk GET /
			    server-template srv 1-10 localhost:80 check inter 500ms fall 2 rise 1 disabled init-addr last,127.0.0.1
			""");

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.haproxy.close();
		this.backends.values().forEach(LoopbackBackend::close);
		this.azure.close();
	}

	@Test
	void theTwoLinesFeedHaproxy() throws Exception {
		for (String name : List.of("orders-1", "orders-2", "orders-3")) {
			boot(name);
		}
		Path file = Files.writeString(this.directory.resolve("agent.yml"), configuration());
		List<List<String>> lines = lines(file);
		assertThat(lines).hasSize(2);
		try (AgentProcess validated = AgentProcess.run(lines.get(0).toArray(String[]::new))) {
			assertThat(validated.status()).as(validated.log()).isZero();
		}
		try (AgentProcess agent = AgentProcess.start(lines.get(1).toArray(String[]::new)).ready()) {
			answer("orders-1", "orders-2", "orders-3");
			this.backends.remove("orders-2").close();
			this.azure.vm("orders-2").deallocate();
			answer("orders-1", "orders-3");
			boot("orders-4");
			answer("orders-1", "orders-3", "orders-4");
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(
						() -> assertThat(agent.get("/api/vms").body()).contains("orders-4").doesNotContain("orders-2"));
		}
		answer("orders-1", "orders-3", "orders-4");
	}

	private void boot(String name) {
		LoopbackBackend backend = new LoopbackBackend(name);
		this.backends.put(name, backend);
		this.azure.vm(name)
			.address("127.0.0.1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", Integer.toString(backend.port()));
	}

	/** The README's own, in the simulated Azure and with this HAProxy. */
	private String configuration() throws IOException {
		StringBuilder yaml = new StringBuilder(
				block("yaml").replace("/run/haproxy/admin.sock", this.haproxy.file("admin.sock").toString()));
		assertThat(yaml.toString()).contains(this.haproxy.file("admin.sock").toString());
		this.azure.properties().forEach((name, value) -> yaml.append(name).append(": \"").append(value).append("\"\n"));
		return yaml.append("azure.discovery.refresh.interval: 1s\nazure.discovery.refresh.status-interval: 1s\n")
			.toString();
	}

	private static List<List<String>> lines(Path file) throws IOException {
		List<List<String>> lines = new ArrayList<>();
		for (String line : block("sh").lines().filter((line) -> line.startsWith(JAR)).toList()) {
			String arguments = line.substring(JAR.length()).replaceAll(" *#.*", "");
			lines.add(List.of(arguments.replace("agent.yml", file.toString()).split(" ")));
		}
		return lines;
	}

	private static String block(String language) throws IOException {
		String readme = Files.readString(Path.of("..", "..", "README.md"));
		String section = readme.substring(readme.indexOf("\n## Feed HAProxy"));
		String fence = "```" + language + "\n";
		String block = section.substring(section.indexOf(fence) + fence.length());
		return block.substring(0, block.indexOf("```"));
	}

	/** Wait until exactly these answer, none of their calls fails. */
	private void answer(String... names) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(answers()).containsExactly(names));
	}

	private Set<String> answers() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.haproxy.port() + "/"))
			.timeout(Duration.ofSeconds(10))
			.build();
		Set<String> answers = new TreeSet<>();
		for (int call = 0; call < 12; call++) {
			answers.add(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
		}
		return answers;
	}

}
