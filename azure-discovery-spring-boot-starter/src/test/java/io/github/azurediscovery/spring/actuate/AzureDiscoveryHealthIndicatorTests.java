package io.github.azurediscovery.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.spring.client.CatalogFreshness;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/** When discovery itself is healthy. */
class AzureDiscoveryHealthIndicatorTests {

	private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private Instant now = START;

	private final AzureDiscoveryHealthIndicator indicator = new AzureDiscoveryHealthIndicator(this.discovery,
			new CatalogFreshness(this.discovery, Duration.ofMinutes(5), () -> this.now));

	@Test
	void isUnknownBeforeTheFirstAnswer() {
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UNKNOWN);
	}

	@Test
	void isUnknownWithoutSourcesHoweverOld() {
		this.discovery.answer(START);
		this.discovery.setSources();
		this.now = START.plus(Duration.ofDays(1));
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UNKNOWN);
	}

	@Test
	void isUpWhileTheCatalogIsFresh() {
		this.discovery.answer(START, Instance.of("a", "orders", "10.0.0.4", 80).build(),
				Instance.of("b", "orders", "10.0.0.5", 80).build());
		this.now = START.plus(Duration.ofMinutes(5));
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("age", "PT5M")
			.containsEntry("revision", 1L)
			.containsEntry("instances", Map.of("orders", 2))
			.doesNotContainKey("errors");
	}

	@Test
	void staysUpShortlyAfterAFailure() {
		this.discovery.answer(START, Instance.of("a", "orders", "10.0.0.4", 80).build());
		this.discovery.fail("429 from Azure");
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("errors", Map.of(FakeAzureDiscovery.SOURCE, "429 from Azure"));
	}

	@Test
	void isDownWhenStaleAndStillTellsWhatItKnows() {
		this.discovery.answer(START, Instance.of("a", "orders", "10.0.0.4", 80).build());
		this.discovery.fail("429 from Azure");
		this.now = START.plus(Duration.ofMinutes(5)).plusSeconds(1);
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("instances", Map.of("orders", 1)).containsKey("errors");
	}

	@Test
	void isDownIfNoRefreshHasEverSucceeded() {
		this.discovery.setSources(new SourceStatus("tags", null, START, "403 from Azure", 1, null));
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void aSinkThatFailsIsADetailAndTakesNothingDown() {
		this.discovery.answer(START, Instance.of("a", "orders", "10.0.0.4", 80).build());
		this.discovery.setSinks(new SinkStatus("good", 2, 2, true, START, null, Map.of()),
				new SinkStatus("gone", 2, 1, true, START, "connection refused", Map.of()),
				new SinkStatus("new", 2, 0, false, null, null, Map.of()).incompleteBecause("source tags: 403"));
		Health health = this.indicator.health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("sinks",
				Map.of("good", Map.of("status", "UP"), "gone", Map.of("status", "DOWN", "error", "connection refused"),
						"new", Map.of("status", "UNKNOWN", "incomplete", "source tags: 403")));
	}

	@Test
	void withoutSinksHealthDoesNotSpeakOfThem() {
		assertThat(this.indicator.health().getDetails()).doesNotContainKey("sinks");
	}

	@Test
	void isPartOfSpringCloudsComposite() {
		assertThat(this.indicator.asDiscoveryHealthIndicator().getName()).isEqualTo("azureDiscovery");
		assertThat(this.indicator.asDiscoveryHealthIndicator().health()).isEqualTo(this.indicator.health());
	}

	@Test
	void isInTheOverallHealthAndInNoReadinessGroup() {
		try (ActuatorApplication application = new ActuatorApplication("management.endpoint.health.show-details=always",
				"management.endpoint.health.probes.enabled=true")) {
			application.discovery().answer(ActuatorApplication.NOW.minus(Duration.ofHours(1)));
			assertThat(application.get("/actuator/health/azureDiscovery").statusCode()).isEqualTo(503);
			assertThat(application.get("/actuator/health/discoveryComposite/azureDiscovery").statusCode())
				.isEqualTo(503);
			assertThat(application.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
			assertThat(application.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
		}
	}

}
