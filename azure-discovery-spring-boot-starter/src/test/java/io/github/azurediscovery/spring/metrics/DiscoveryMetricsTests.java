package io.github.azurediscovery.spring.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.azure.ArmRequestListener.ArmRequest;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.spring.client.CatalogFreshness;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is metered, under which names and tags. */
class DiscoveryMetricsTests {

	private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	private static final Instance FIRST = Instance.of("vm-1", "orders", "10.0.0.4", 80).build();

	private static final Instance SECOND = Instance.of("vm-2", "orders", "10.0.0.5", 80).build();

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MeteredServices metered = new MeteredServices(3);

	private Instant now = START;

	@BeforeEach
	void bind() {
		new DiscoveryMetrics(this.discovery,
				new CatalogFreshness(this.discovery, Duration.ofMinutes(5), () -> this.now), this.metered)
			.bindTo(this.registry);
	}

	@Test
	void theAgeIsNotANumberBeforeTheFirstAnswerAndThenSeconds() {
		assertThat(this.registry.get("azure.discovery.snapshot.age").timeGauge().value(TimeUnit.SECONDS)).isNaN();
		this.discovery.answer(START, FIRST);
		this.now = START.plusMillis(12_500);
		assertThat(this.registry.get("azure.discovery.snapshot.age").timeGauge().value(TimeUnit.SECONDS))
			.isEqualTo(12.5);
	}

	@Test
	void aSinkHasItsLagItsAgeAndItsAttempts() {
		this.discovery.setSinks(new SinkStatus("proxy", 7, 0, false, null, null, Map.of()));
		new SinkGauges(this.discovery, () -> this.now).bindTo(this.registry);
		assertThat(this.registry.get("azure.discovery.sink.age").timeGauge().value(TimeUnit.SECONDS)).isNaN();
		this.discovery.setSinks(new SinkStatus("proxy", 7, 5, true, START.minusMillis(2500), "away", Map.of()));
		assertThat(this.registry.get("azure.discovery.sink.lag").tag("sink", "proxy").gauge().value()).isEqualTo(2);
		assertThat(this.registry.get("azure.discovery.sink.age").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(2.5);
		SinkMetrics attempts = new SinkMetrics(this.registry);
		attempts.attempted("proxy", true, Duration.ofMillis(3));
		attempts.attempted("proxy", false, Duration.ofSeconds(1));
		assertThat(this.registry.get("azure.discovery.sink.applied")
			.tags("sink", "proxy", "outcome", "failure")
			.timer()
			.totalTime(TimeUnit.SECONDS)).isEqualTo(1);
	}

	@Test
	void instancesAreCountedByTheReasonThatDecides() {
		this.discovery.answer(START, FIRST, SECOND);
		assertThat(instances("orders", "routable")).isEqualTo(2);
		this.discovery.verdict(FIRST, new InstanceHealth(false, PlatformStatus.RUNNING, null, "unhealthy", null),
				Cause.PROBE);
		assertThat(instances("orders", "probe")).isOne();
		this.discovery.verdict(FIRST, InstanceHealth.byPlatformAlone(PlatformStatus.UNHEALTHY), Cause.PLATFORM);
		assertThat(instances("orders", "platform")).isOne();
		this.discovery.verdict(FIRST, new InstanceHealth(false, PlatformStatus.UNHEALTHY, null, null, "ejected"),
				Cause.OUTLIER);
		assertThat(instances("orders", "outlier")).isOne();
		this.discovery.verdict(FIRST, new InstanceHealth(false, PlatformStatus.RUNNING, "Reboot", null, "ejected"),
				Cause.MAINTENANCE);
		assertThat(instances("orders", "maintenance")).isOne();
		assertThat(instances("orders", "routable")).isOne();
	}

	@Test
	void changesAndEjectionsAreCounted() {
		this.discovery.answer(START, FIRST);
		this.discovery.answer(START, FIRST.toBuilder().port(81).build(), SECOND);
		this.discovery.answer(START, SECOND);
		assertThat(changes("joined")).isEqualTo(2);
		assertThat(changes("updated")).isOne();
		assertThat(changes("left")).isOne();
		InstanceHealth ejected = new InstanceHealth(false, PlatformStatus.RUNNING, null, null, "ejected");
		this.discovery.verdict(SECOND, ejected, Cause.OUTLIER);
		this.discovery.verdict(SECOND, InstanceHealth.byPlatformAlone(PlatformStatus.RUNNING), Cause.OUTLIER);
		assertThat(this.registry.get("azure.discovery.ejections").tag("service", "orders").counter().count()).isOne();
	}

	@Test
	void rejectedItemsAreCountedByReasonWhateverTheWords() {
		this.discovery.answer(START, FIRST);
		this.discovery.reject(new Rejection("a", "orders", RejectionReason.NOT_RUNNING, "deallocated"),
				new Rejection("b", null, RejectionReason.NOT_RUNNING, "stopped"),
				new Rejection("c", null, RejectionReason.DUPLICATE, "names service aa twice with port 80"),
				new Rejection("d", null, RejectionReason.OTHER, "what a source of the user's own says"),
				new Rejection("e", null, RejectionReason.SERVICE_NOT_ALLOWED,
						"service x is not in azure.discovery.tags.services"));
		this.discovery.fail("any round brings them up to date");
		assertThat(this.registry.find("azure.discovery.rejected").gauges())
			.extracting((gauge) -> gauge.getId().getTag("reason") + "=" + (int) gauge.value())
			.containsExactlyInAnyOrder("not-running=2", "duplicate=1", "other=1", "service-not-allowed=1");
	}

	@Test
	void rejectedItemsHaveAsManyMetersAsThereAreReasonsAtMost() {
		List<Rejection> rejected = new ArrayList<>();
		for (int vm = 0; vm < 1000; vm++) {
			for (RejectionReason reason : RejectionReason.values()) {
				rejected.add(new Rejection("vm-" + vm, "service-" + vm, reason, "words " + vm));
			}
		}
		this.discovery.reject(rejected.toArray(Rejection[]::new));
		this.discovery.fail("any round brings them up to date");
		assertThat(this.registry.find("azure.discovery.rejected").gauges()).hasSize(RejectionReason.values().length)
			.allMatch((gauge) -> gauge.value() == 1000);
		this.discovery.reject();
		this.discovery.fail("any round brings them up to date");
		assertThat(this.registry.find("azure.discovery.rejected").gauges()).isEmpty();
	}

	@Test
	void aLimitedNumberOfServicesHasMetersAndKeepsThem() {
		this.discovery.answer(START, serving("m"), serving("n"));
		this.discovery.answer(START, serving("a"), serving("b"), serving("m"), serving("n"));
		assertThat(services()).containsExactly("a", "m", "n");
		assertThat(unmetered()).isOne();
		new ProbeMetrics(this.registry, this.metered).probed("b", true, Duration.ofMillis(5));
		this.discovery.verdict(serving("b"), new InstanceHealth(false, PlatformStatus.RUNNING, null, null, "ejected"),
				Cause.OUTLIER);
		assertThat(services()).containsExactly("a", "m", "n");
		this.discovery.answer(START, serving("a"), serving("b"), serving("n"));
		assertThat(services()).containsExactly("a", "b", "n");
		assertThat(unmetered()).isZero();
	}

	private double unmetered() {
		return this.registry.get("azure.discovery.unmetered").gauge().value();
	}

	private static Instance serving(String service) {
		return Instance.of("vm-" + service, service, "10.0.0.7", 80).build();
	}

	private Set<String> services() {
		return this.registry.getMeters()
			.stream()
			.map((meter) -> meter.getId().getTag("service"))
			.filter(Objects::nonNull)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void panicIsMeteredByService() {
		this.discovery.answer(START, FIRST);
		assertThat(this.registry.get("azure.discovery.panic").tag("service", "orders").gauge().value()).isZero();
	}

	@Test
	void theGuardAndTheEventsAreMetered() {
		assertThat(this.registry.get("azure.discovery.guard.held").gauge().value()).isZero();
		assertThat(this.registry.get("azure.discovery.guard.interventions").functionCounter().count()).isZero();
		assertThat(this.registry.get("azure.discovery.guard.removals").functionCounter().count()).isZero();
		assertThat(this.registry.get("azure.discovery.events.pending").gauge().value()).isZero();
	}

	@Test
	void theMetersOfAServiceThatLeftAreRemoved() {
		Instance billing = Instance.of("vm-9", "billing", "10.0.0.9", 80).build();
		this.discovery.answer(START, FIRST, billing);
		this.discovery.verdict(billing, new InstanceHealth(false, PlatformStatus.RUNNING, null, null, "ejected"),
				Cause.OUTLIER);
		assertThat(this.registry.getMeters()).anyMatch((meter) -> "billing".equals(meter.getId().getTag("service")));
		this.discovery.answer(START, FIRST);
		assertThat(this.registry.getMeters()).noneMatch((meter) -> "billing".equals(meter.getId().getTag("service")))
			.anyMatch((meter) -> "orders".equals(meter.getId().getTag("service")));
	}

	@Test
	void noMeterIsTaggedByInstance() {
		int before = 0;
		for (int round = 0; round < 20; round++) {
			Instance instance = Instance.of("vm-" + round, "orders", "10.0.0." + (10 + round), 80).build();
			this.discovery.answer(START, instance);
			this.discovery.verdict(instance, new InstanceHealth(false, PlatformStatus.RUNNING, null, null, "ejected"),
					Cause.OUTLIER);
			before = (round == 1) ? this.registry.getMeters().size() : before;
		}
		assertThat(this.registry.getMeters()).hasSize(before);
		assertThat(this.registry.getMeters()).extracting(Meter::getId)
			.noneMatch((id) -> id.getTags().stream().anyMatch((tag) -> tag.getValue().startsWith("vm-")));
	}

	@Test
	void probesAreTimedByServiceAndOutcome() {
		this.discovery.answer(START, FIRST);
		ProbeMetrics meters = new ProbeMetrics(this.registry, this.metered);
		meters.probed("orders", true, Duration.ofMillis(5));
		meters.probed("orders", false, Duration.ofSeconds(2));
		assertThat(this.registry.get("azure.discovery.health.checks").tag("outcome", "success").timer().count())
			.isOne();
		assertThat(this.registry.get("azure.discovery.health.checks")
			.tag("outcome", "failure")
			.timer()
			.totalTime(TimeUnit.SECONDS)).isEqualTo(2);
	}

	@Test
	void aQuotaThatOnlyARefusalNamedIsUnknownAfterTheNextAnswer() {
		ArmMetrics meters = new ArmMetrics(this.registry);
		meters.onRequest(new ArmRequest("vms", 429, Duration.ofMillis(5), Map.of("Microsoft.Compute/LowCostGet", 0L)));
		assertThat(left("Microsoft.Compute/LowCostGet")).isZero();
		meters.onRequest(new ArmRequest("vms", 200, Duration.ofMillis(20), Map.of()));
		assertThat(left("Microsoft.Compute/LowCostGet")).isNaN();
	}

	private double left(String quota) {
		return this.registry.get("azure.discovery.arm.quota.remaining").tag("quota", quota).gauge().value();
	}

	@Test
	void requestsToAzureAreTimedByOperationAndOutcome() {
		ArmMetrics meters = new ArmMetrics(this.registry);
		meters.onRequest(new ArmRequest("network-interfaces", 200, Duration.ofMillis(20),
				Map.of("Microsoft.Compute/HighCostGet3Min", 178L)));
		meters.onRequest(new ArmRequest("network-interfaces", 429, Duration.ofMillis(5),
				Map.of("Microsoft.Compute/HighCostGet3Min", 0L)));
		meters.onRequest(new ArmRequest("network-interfaces", 0, Duration.ofSeconds(15), Map.of()));
		meters.onRequest(new ArmRequest("network-interfaces", 403, Duration.ofMillis(5), Map.of()));
		meters.onRequest(new ArmRequest("network-interfaces", 500, Duration.ofMillis(5), Map.of()));
		for (String outcome : new String[] { "success", "throttled", "no-answer", "denied", "failure" }) {
			assertThat(this.registry.get("azure.discovery.arm.requests")
				.tag("operation", "network-interfaces")
				.tag("outcome", outcome)
				.timer()
				.count()).isOne();
		}
		assertThat(this.registry.get("azure.discovery.arm.quota.remaining")
			.tag("quota", "Microsoft.Compute/HighCostGet3Min")
			.gauge()
			.value()).isZero();
	}

	private double instances(String service, String state) {
		return this.registry.get("azure.discovery.instances")
			.tag("service", service)
			.tag("state", state)
			.gauge()
			.value();
	}

	private double changes(String change) {
		return this.registry.get("azure.discovery.changes")
			.tag("service", "orders")
			.tag("change", change)
			.counter()
			.count();
	}

}
