package io.github.azurediscovery.health.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import com.sun.net.httpserver.HttpServer;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.ScheduledEventsSettings;
import io.github.azurediscovery.imds.ImdsClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Scheduled events over HTTP, as the metadata service answers them. */
class ScheduledEventsTests {

	private static final String NONE = """
			{"DocumentIncarnation": 1, "Events": []}""";

	private static final String PREEMPT = """
			{"DocumentIncarnation": 2, "Events": [{"EventId": "602d9444-d2cd-49c7-8624-8643e7171297",
			 "EventType": "Preempt", "ResourceType": "VirtualMachine", "Resources": ["WEB_1"],
			 "EventStatus": "Scheduled", "NotBefore": "Sun, 21 Nov 2026 10:15:00 GMT",
			 "Description": "", "EventSource": "Platform", "DurationInSeconds": -1}]}""";

	private static final String SELF = """
			{"compute": {"vmId": "vm-1", "name": "web_1", "resourceGroupName": "shop", "vmScaleSetName": "web",
			 "subscriptionId": "s", "location": "westeurope", "azEnvironment": "AzurePublicCloud"}}""";

	private final ScheduledExecutorService owner = new ScheduledThreadPoolExecutor(1);

	private final List<String> posts = new CopyOnWriteArrayList<>();

	private volatile String document = NONE;

	private HttpServer server;

	private HealthEngine health;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/metadata", (exchange) -> {
			boolean events = exchange.getRequestURI().getPath().endsWith("scheduledevents");
			if (exchange.getRequestMethod().equals("POST")) {
				this.posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			}
			byte[] body = (events ? this.document : SELF).getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
		ImdsClient imds = ImdsClient.builder()
			.endpoint(URI.create("http://127.0.0.1:" + this.server.getAddress().getPort()))
			.build();
		this.health = new HealthEngine(
				HealthSettings.builder()
					.scheduledEvents(ScheduledEventsSettings.builder()
						.enabled(true)
						.interval(Duration.ofSeconds(1))
						.acknowledge(true)
						.build())
					.build(),
				imds, this.owner, Runnable::run, InstantSource.system(), new Random(1), "azure-discovery");
	}

	@AfterEach
	void stop() {
		this.owner.shutdownNow();
		this.server.stop(0);
	}

	@Test
	void anAnnouncedPreemptionIsSeenAndAcknowledgedAndItsEndToo() {
		Instance instance = HealthFixture.instance("1")
			.toBuilder()
			.host("127.0.0.1")
			.port(this.server.getAddress().getPort())
			.name("web_1")
			.scaleSet("web")
			.resourceGroup("Shop")
			.build();
		MutableCatalog catalog = new MutableCatalog(Runnable::run);
		catalog.follow(this.health);
		this.owner.execute(() -> catalog.publish(catalog.current().next(List.of(instance), List.of()), null));
		this.health.start();
		this.document = PREEMPT;
		await(() -> !this.health.of(instance).routable());
		assertThat(this.health.of(instance).maintenance())
			.as("with a weekday that is wrong, as Azure's own sample has one")
			.isEqualTo("Preempt announced for 2026-11-21T10:15:00Z");
		await(() -> !this.posts.isEmpty());
		assertThat(this.posts.get(0)).contains("602d9444-d2cd-49c7-8624-8643e7171297");
		this.document = NONE.replace("1", "3");
		await(() -> String.valueOf(this.health.of(instance).maintenance()).startsWith("Preempt ended"));
		assertThat(this.health.of(instance).routable()).as("it may have gone").isFalse();
		this.health.listed(instance.source(), Instant.now());
		await(() -> this.health.of(instance).routable());
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).until(condition);
	}

}
