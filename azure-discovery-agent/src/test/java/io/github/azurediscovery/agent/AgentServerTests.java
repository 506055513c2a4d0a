package io.github.azurediscovery.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;

import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The agent that runs, with the simulated Azure and a sink in memory. */
@ExtendWith(OutputCaptureExtension.class)
class AgentServerTests {

	private final AgentShop shop = new AgentShop();

	private final HttpClient http = HttpClient.newHttpClient();

	private ConfigurableApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
		this.shop.close();
	}

	@Test
	void isReadyWhenTheSinkHoldsEverything() throws Exception {
		start("up");
		await(() -> get("/actuator/health/readiness").statusCode() == 200);
		assertThat(MemorySink.newest.instances("orders")).isEqualTo(3);
		MemorySink.newest.failing(true);
		this.shop.vm("orders-4");
		assertThat(post("/actuator/azurediscovery").statusCode()).isEqualTo(405);
		assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
	}

	@Test
	void isNotReadyWhileItsOnlySinkIsAway() throws Exception {
		start("down");
		await(() -> get("/actuator/azurediscovery").body().contains("it is away"));
		HttpResponse<String> readiness = get("/actuator/health/readiness");
		assertThat(readiness.statusCode()).isEqualTo(503);
		assertThat(readiness.body()).contains("sink memory");
		MemorySink.newest.failing(false);
		await(() -> get("/actuator/health/readiness").statusCode() == 200);
	}

	@Test
	void isNotReadyBeforeEverySourceHasAnswered() throws Exception {
		this.shop.azure().fault(AzureFault.status(500), AzureOperation.arm());
		start("up", "--azure.discovery.startup.timeout=0s");
		HttpResponse<String> readiness = get("/actuator/health/readiness");
		assertThat(readiness.statusCode()).isEqualTo(503);
		assertThat(readiness.body()).contains("source tags");
		assertThat(get("/actuator/azurediscoverytargets").statusCode()).isEqualTo(503);
	}

	@Test
	void isReadyWithoutSinksAndTellsPrometheusWhatToScrape() throws Exception {
		start("none");
		assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
		assertThat(json("/actuator/azurediscoverytargets")).hasSize(3);
		assertThat(get("/actuator/prometheus").body()).contains("azure_discovery_instances");
	}

	@Test
	void theVmsAreShown() throws Exception {
		this.shop.vm("orders-3").tag("Discovery:Service:Name", "orders,admin").tag("Discovery:Service:Port", "8080,90");
		start("up");
		JsonNode view = json("/api/vms");
		assertThat(view.path("total_vms").asInt()).isEqualTo(3);
		assertThat(view.path("snapshot_version").asLong()).isPositive();
		assertThat(view.path("last_update").asString()).startsWith("20");
		JsonNode last = view.path("vms").get(2);
		assertThat(last.path("name").asString()).isEqualTo("orders-3");
		assertThat(last.path("private_ip").asString()).startsWith("10.");
		assertThat(last.path("public_ip").isNull()).isTrue();
		assertThat(last.path("services").toString()).isEqualTo("[\"admin\",\"orders\"]");
		assertThat(last.path("state").asString()).isEqualTo("routable");
	}

	@Test
	void theHealthIsThatOfSpringBoot() throws Exception {
		start("up");
		await(() -> get("/api/health").statusCode() == 200);
		assertThat(json("/api/health").path("status").asString()).isEqualTo("UP");
		assertThat(json("/api/health")).isEqualTo(json("/actuator/health"));
		assertThat(json("/api/health").path("components").has("discoveryComposite")).isFalse();
	}

	@Test
	void theTriggerIsOffUnlessAskedFor() throws Exception {
		start("up");
		assertThat(post("/api/discovery/trigger").statusCode()).isEqualTo(404);
	}

	@Test
	void theTriggerRefreshes() throws Exception {
		start("up", "--azure.discovery.agent.trigger.enabled=true");
		this.shop.vm("orders-4");
		JsonNode answer = JsonMapper.shared().readTree(post("/api/discovery/trigger").body());
		assertThat(answer.path("refreshed").asBoolean()).isTrue();
		assertThat(json("/api/vms").path("total_vms").asInt()).isEqualTo(4);
	}

	@Test
	void theViewCanBeSwitchedOff() throws Exception {
		start("up", "--azure.discovery.agent.api.enabled=false");
		assertThat(get("/api/vms").statusCode()).isEqualTo(404);
		assertThat(get("/api/health").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "env", "beans", "configprops", "heapdump", "shutdown", "loggers", "refresh",
			"azurediscoverypush" })
	void nothingElseIsExposed(String endpoint) throws Exception {
		start("up");
		assertThat(get("/actuator/" + endpoint).statusCode()).isEqualTo(404);
	}

	@Test
	void listensOnLoopbackOnly() {
		start("up");
		assertThat(this.context.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
	}

	@Test
	void failFastEndsWithTheStatusOfAnIncompleteDiscovery() {
		this.shop.azure().fault(AzureFault.status(500), AzureOperation.arm());
		String[] arguments = this.shop.arguments("--azure.discovery.startup.fail-fast=true",
				"--azure.discovery.startup.timeout=2s", "--azure.discovery.services.billing.names=billing-*",
				"--azure.discovery.services.billing.port=8080");
		assertThat(AgentApplication.start(arguments, System.out)).isEqualTo(ExitStatus.INCOMPLETE);
	}

	@Test
	void aPortInUseIsNamed(CapturedOutput log) throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			String[] arguments = this.shop.arguments();
			Arrays.asList(arguments)
				.replaceAll((argument) -> argument.startsWith("--server.port=")
						? "--server.port=" + other.getLocalPort() : argument);
			assertThat(AgentApplication.start(arguments, System.out)).isEqualTo(ExitStatus.CONFIGURATION);
			assertThat(log).contains("Port " + other.getLocalPort() + " was already in use");
		}
	}

	private void start(String sink, String... more) {
		String[] arguments = Arrays.copyOf(more, more.length + 1);
		arguments[more.length] = "--memory.sink=" + sink;
		this.context = new SpringApplication(AgentApplication.class).run(this.shop.arguments(arguments));
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
	}

	private JsonNode json(String path) throws IOException, InterruptedException {
		return JsonMapper.shared().readTree(get(path).body());
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.http.send(request(path).build(), BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String path) throws IOException, InterruptedException {
		return this.http.send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI
			.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port") + path));
	}

}
