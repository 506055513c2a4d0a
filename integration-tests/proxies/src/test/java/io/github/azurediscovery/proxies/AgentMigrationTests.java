package io.github.azurediscovery.proxies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/migration/haproxy.md: the agent's configuration feeds the backends that the daemon
 * fed, and each key of the daemon's configuration has its property beside it.
 */
class AgentMigrationTests {

	private static final String BACKEND = "azure-orders-8080-westeurope";

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final HaproxyProcess haproxy = HaproxyProcess.start("admin", BACKEND, "");

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.haproxy.close();
		this.azure.close();
	}

	@Test
	void theAgentTakesThePlaceOfTheDaemon() throws IOException {
		vm("orders-1", "10.0.0.11").tag("environment", "production");
		vm("orders-2", "10.0.0.12").tag("environment", "production").tag("HAProxy:Instance:Port", "9090");
		vm("orders-3", "10.0.0.13").tag("environment", "production").tag("HAProxy:Exclude", "true");
		vm("orders-4", "10.0.0.14").tag("environment", "test");
		String configuration = yaml("The agent in its place").replace("/run/haproxy/", this.haproxy.file("") + "/")
			.replace("/var/lib/azure-discovery/haproxy.state", this.haproxy.file("state").toString())
			.replace("haproxy -c -f /etc/haproxy/haproxy.cfg -f {file}", this.haproxy.checkCommand())
			.replace("/etc/haproxy/azure-discovery.cfg", this.haproxy.file("azure.cfg").toString())
			.replace("${AZURE_SUBSCRIPTION_ID}", SimulatedAzure.SUBSCRIPTION);
		Path file = Files.writeString(this.directory.resolve("agent.yml"), configuration);
		List<String> arguments = new ArrayList<>(List.of("-c", file.toString()));
		this.azure.properties().forEach((name, value) -> {
			if (!name.contains(".scope.")) {
				arguments.add("--" + name + "=" + value);
			}
		});
		try (AgentProcess agent = AgentProcess.start(arguments.toArray(String[]::new)).ready()) {
			Awaitility.await("the backend; " + agent.log())
				.atMost(Duration.ofSeconds(30))
				.ignoreExceptions()
				.untilAsserted(() -> {
					assertThat(this.haproxy.ready(BACKEND)).containsExactly("10.0.0.11:8080");
					assertThat(this.haproxy.ready("azure-orders-9090-westeurope")).containsExactly("10.0.0.12:9090");
				});
			assertThat(this.haproxy.servers(BACKEND)).hasSize(10);
			assertThat(agent.log().lines()).allMatch((line) -> line.startsWith("{"));
		}
		assertThat(Files.readString(this.haproxy.file("azure.cfg"))).contains("cookie STICK insert");
	}

	@Test
	void eachKeyOfTheDaemonHasItsPropertyBesideIt() throws IOException {
		String page = page();
		String table = page.substring(page.indexOf("\n## Side by side"));
		assertThat(keys(new Yaml().load(yaml("Before")), new TreeSet<>()))
			.allMatch((key) -> Pattern.compile("^\\|[^|]*[`.]" + key + "`", Pattern.MULTILINE).matcher(table).find());
	}

	/** The last part of each key, whose parents the table names once. */
	private static Set<String> keys(Map<String, Object> yaml, Set<String> keys) {
		yaml.forEach((key, value) -> {
			boolean nested = value instanceof Map
					&& Set.of("azure", "tags", "haproxy", "backend", "server_slots", "polling", "logging")
						.contains(key);
			if (nested) {
				@SuppressWarnings("unchecked")
				Map<String, Object> children = (Map<String, Object>) value;
				keys(children, keys);
			}
			else {
				keys.add(key);
			}
		});
		return keys;
	}

	private SimulatedVm vm(String name, String address) {
		return this.azure.vm(name)
			.address(address)
			.tag("HAProxy:Service:Name", "orders")
			.tag("HAProxy:Service:Port", "8080");
	}

	private static String yaml(String heading) throws IOException {
		String page = page();
		Matcher block = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
			.matcher(page.substring(page.indexOf("\n## " + heading + "\n")));
		assertThat(block.find()).isTrue();
		return block.group(1);
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("..", "..", "docs", "migration", "haproxy.md"));
	}

}
