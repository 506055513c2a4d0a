package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.azure.ArmRequestListener.ArmRequest;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.dashboard.TimelineEntry.Kind;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.spring.metrics.ArmUsage.Quota;
import io.github.azurediscovery.spring.metrics.ArmUsage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class TimelineRecorderTests {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	private Instant now = NOW;

	private final ArmUsage usage = new ArmUsage(() -> this.now);

	private final HistoryRecorder recorder = new HistoryRecorder(this.discovery, this.usage, InstantSource.fixed(NOW));

	private final Instance one = FakeAzureDiscovery.instance("orders", 1);

	private final Instance two = FakeAzureDiscovery.instance("orders", 2);

	@Test
	void recordsInstancesThatJoinLeaveAndChange() {
		this.discovery.members(this.one, this.two);
		this.discovery.members(this.one.toBuilder().port(9090).build());
		assertThat(this.recorder.timeline().after(2))
			.extracting(TimelineEntry::kind, TimelineEntry::subject, TimelineEntry::text)
			.containsExactly(tuple(Kind.LEFT, "orders_2", "10.1.0.6:8080"), tuple(Kind.UPDATED, "orders_1", "port"));
		assertThat(this.recorder.timeline().after(0)).allSatisfy((entry) -> {
			assertThat(entry.at()).isEqualTo(NOW);
			assertThat(entry.service()).isEqualTo("orders");
		});
	}

	@Test
	void recordsManyInstancesInOneEntry() {
		this.discovery.members(
				IntStream.range(0, 1000).mapToObj((number) -> FakeAzureDiscovery.instance("orders", number)).toList(),
				List.of());
		assertThat(this.recorder.timeline().after(0)).singleElement().satisfies((entry) -> {
			assertThat(entry.kind()).isEqualTo(Kind.JOINED);
			assertThat(entry.subject()).isEqualTo("1000 instances");
		});
	}

	@Test
	void recordsEjectionsWithTheReasonAndReadmissions() {
		this.discovery.members(this.one);
		this.discovery.eject(this.one, "connection refused");
		this.discovery.readmit(this.one);
		assertThat(this.recorder.timeline().after(1)).extracting(TimelineEntry::kind, TimelineEntry::text)
			.containsExactly(tuple(Kind.EJECTED, "connection refused"), tuple(Kind.READMITTED, ""));
	}

	@Test
	void recordsOtherReasonsWhyAnInstanceIsNotRoutable() {
		this.discovery.members(this.one);
		this.discovery.verdict(this.one, new InstanceHealth(false, PlatformStatus.RUNNING, "Preempt", null, null),
				Cause.MAINTENANCE);
		this.discovery.verdict(this.one, new InstanceHealth(false, PlatformStatus.UNHEALTHY, "Preempt", null, null),
				Cause.PLATFORM);
		this.discovery.verdict(this.one, InstanceHealth.byPlatformAlone(PlatformStatus.RUNNING), Cause.PLATFORM);
		assertThat(this.recorder.timeline().after(1)).extracting(TimelineEntry::kind, TimelineEntry::text)
			.containsExactly(tuple(Kind.UNROUTABLE, "maintenance: Preempt"), tuple(Kind.ROUTABLE, ""));
	}

	@Test
	void recordsPanicOnceAndItsEnd() {
		this.discovery.members(this.one, this.two);
		this.discovery.eject(this.one, "refused");
		this.discovery.panic("orders", true);
		this.discovery.eject(this.two, "refused");
		this.discovery.eject(this.two, "refused again");
		this.discovery.panic("orders", false);
		this.discovery.readmit(this.two);
		assertThat(this.recorder.timeline().after(3)).extracting(TimelineEntry::kind)
			.containsExactly(Kind.EJECTED, Kind.PANIC, Kind.READMITTED, Kind.CALM);
	}

	@Test
	void recordsAFailingSourceOnceAndItsRecovery() {
		this.discovery.refreshed(0, NOW, new SourceStatus("tags", NOW, null, null, 2, null));
		this.discovery.refreshed(0, NOW, new SourceStatus("tags", NOW, NOW, "429 too many requests", 1, null));
		this.discovery.refreshed(0, NOW, new SourceStatus("tags", NOW, NOW, "429 too many requests", 1, null));
		this.discovery.refreshed(0, NOW, new SourceStatus("tags", NOW, NOW, null, 2, null));
		assertThat(this.recorder.timeline().after(0)).extracting(TimelineEntry::kind, TimelineEntry::text)
			.containsExactly(tuple(Kind.FAILED, "429 too many requests"), tuple(Kind.RECOVERED, "succeeds again"));
	}

	@Test
	void recordsWhenTheGuardHoldsInstancesAndWhenNoLonger() {
		for (int held : new int[] { 0, 3, 3, 0, 0 }) {
			this.discovery.refreshed(held, NOW, new SourceStatus("tags", NOW, null, null, 2, null));
		}
		assertThat(this.recorder.timeline().after(0)).extracting(TimelineEntry::kind, TimelineEntry::text)
			.containsExactly(tuple(Kind.GUARD, "3 missing from the last answer, held for now"),
					tuple(Kind.GUARD, "no instances held"));
	}

	@Test
	void keepsTheRecentPastOnly() {
		for (int time = 0; time < 2 * TimelineHistory.CAPACITY; time++) {
			this.recorder.timeline().add(Kind.JOINED, "orders", "orders_" + time, "");
		}
		List<TimelineEntry> entries = this.recorder.timeline().after(0);
		assertThat(entries).hasSize(TimelineHistory.CAPACITY);
		assertThat(entries.get(0).id()).isEqualTo(TimelineHistory.CAPACITY + 1);
	}

	@Test
	void keepsTheRequestsOfRecentRefreshesOnly() {
		for (int time = 0; time < 2 * RequestHistory.CAPACITY; time++) {
			this.discovery.refreshed(0, NOW, new SourceStatus("tags", NOW, null, null, 2, null));
		}
		assertThat(this.recorder.requests().after(0)).hasSize(RequestHistory.CAPACITY);
	}

	@Test
	void keepsTheRemainingQuotasOfEachRefresh() {
		this.usage.onRequest(new ArmRequest("vms", 200, Duration.ofMillis(20), Map.of("reads", 12_000L, "low", 90L)));
		this.discovery.refreshed(0, NOW, new SourceStatus("tags", NOW, null, null, 1, null));
		this.now = NOW.plusSeconds(30);
		this.usage.onRequest(new ArmRequest("nics", 200, Duration.ofMillis(20), Map.of("reads", 11_999L)));
		this.discovery.refreshed(0, NOW, new SourceStatus("tags", NOW, null, null, 1, null));
		assertThat(this.recorder.requests().after(0)).extracting(RequestSample::remaining)
			.containsExactly(Map.of("reads", new Quota(12_000, NOW), "low", new Quota(90, NOW)),
					Map.of("reads", new Quota(11_999, this.now), "low", new Quota(90, NOW)));
	}

	@Test
	void keepsItsEntriesButRecordsNoMoreOnceClosed() {
		this.discovery.members(this.one);
		this.recorder.close();
		this.discovery.members(this.one, this.two);
		assertThat(this.recorder.timeline().after(0)).hasSize(1);
		assertThat(this.discovery.subscriptions()).isZero();
	}

}
