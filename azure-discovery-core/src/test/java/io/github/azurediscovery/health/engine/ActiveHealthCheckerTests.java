package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.health.ServiceDemand;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ActiveHealthCheckerTests {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private final HealthFixture fleet = new HealthFixture(settings(probe(1, 2), 32)).with("1", "2", "3");

	@Test
	void probesOnlyWhatCallersWant() {
		this.fleet.pass(Duration.ofHours(1));
		assertThat(this.fleet.questions).isEmpty();
		want();
		assertThat(probed()).containsExactly("1", "2", "3");
	}

	@Test
	void wantingAgainChangesNothing() {
		want();
		want();
		want();
		assertThat(probed()).hasSize(3);
	}

	@Test
	void probesEachMemberAtItsInterval() {
		want();
		this.fleet.pass(INTERVAL.multipliedBy(4));
		assertThat(probed()).hasSize(15);
	}

	@Test
	void theIntervalVariesAtRandom() {
		ProbeSettings jittered = ProbeSettings.builder()
			.enabled(true)
			.type(ProbeSettings.Type.TCP)
			.path("/")
			.interval(INTERVAL)
			.jitter(0.5)
			.expected(new ProbeSettings.StatusRange(200, 200))
			.build();
		HealthFixture spread = new HealthFixture(settings(jittered, 32)).with("1", "2", "3", "4", "5", "6");
		spread.health.demand("orders").note();
		spread.run();
		spread.pass(Duration.ofSeconds(5));
		assertThat(spread.questions).hasSize(6);
		spread.pass(Duration.ofSeconds(5));
		assertThat(spread.questions).hasSizeBetween(7, 11);
		spread.pass(Duration.ofSeconds(5));
		assertThat(spread.questions).hasSizeGreaterThanOrEqualTo(12);
	}

	@Test
	void failuresInARowMakeUnhealthy() {
		want();
		this.fleet.kill("2").pass(INTERVAL);
		assertThat(this.fleet.routable()).contains("2");
		assertThat(this.fleet.healthOf("2").probe()).isEqualTo("healthy");
		this.fleet.pass(INTERVAL);
		assertThat(this.fleet.standing("2")).isEqualTo(InstanceStanding.SOFT);
		assertThat(this.fleet.healthOf("2").probe()).isEqualTo("unhealthy: connection refused");
		assertThat(this.fleet.changes).last().extracting(InstanceHealthChange::cause).isEqualTo(Cause.PROBE);
	}

	@Test
	void oneFailureIsForgottenAfterASuccess() {
		want();
		this.fleet.kill("2").pass(INTERVAL).revive("2").pass(INTERVAL).kill("2").pass(INTERVAL);
		assertThat(this.fleet.routable()).contains("2");
	}

	@Test
	void successesInARowMakeHealthyAgain() {
		HealthFixture strict = new HealthFixture(settings(probe(3, 1), 32)).with("1", "2");
		strict.kill("1").health.demand("orders").note();
		strict.run();
		assertThat(strict.routable()).containsExactly("2");
		strict.revive("1").pass(INTERVAL.multipliedBy(2));
		assertThat(strict.routable()).containsExactly("2");
		strict.pass(INTERVAL);
		assertThat(strict.routable()).containsExactly("1", "2");
	}

	@Test
	void aNewcomerIsProbedAtOnce() {
		want();
		this.fleet.questions.clear();
		this.fleet.with("1", "2", "3", "4");
		assertThat(probed()).containsExactly("4");
	}

	@Test
	void aLeaverIsForgotten() {
		want();
		this.fleet.kill("2").pass(INTERVAL).with("1", "3");
		this.fleet.questions.clear();
		this.fleet.pass(INTERVAL);
		assertThat(probed()).containsExactlyInAnyOrder("1", "3");
		this.fleet.with("1", "2", "3");
		assertThat(this.fleet.routable()).as("one old failure and a new one are no row").contains("2");
	}

	@Test
	void stopsWhenTheServiceIsUnusedForMinutesAndKeepsTheLastWord() {
		want();
		this.fleet.kill("2").pass(Duration.ofMinutes(6));
		this.fleet.questions.clear();
		this.fleet.pass(Duration.ofHours(1));
		assertThat(probed()).isEmpty();
		assertThat(this.fleet.routable()).containsExactly("1", "3");
		this.fleet.revive("2");
		want();
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3");
	}

	@Test
	void goesOnWhileCallersWantTheService() {
		for (int minute = 0; minute < 20; minute++) {
			want();
			this.fleet.questions.clear();
			this.fleet.pass(Duration.ofMinutes(1));
			assertThat(probed()).as("minute %s", minute).hasSize(18);
		}
	}

	@Test
	void neverMoreAtTheSameTimeThanAllowed() {
		HealthFixture big = new HealthFixture(settings(probe(1, 2), 4)).slowNetwork()
			.with(IntStream.range(0, 20)
				.mapToObj((i) -> HealthFixture.instance(String.valueOf(100 + i)))
				.toArray(Instance[]::new));
		big.health.demand("orders").note();
		big.run();
		assertThat(big.questions).hasSize(4);
		big.answer(0, InstanceProbeResult.ALIVE);
		big.answer(1, InstanceProbeResult.ALIVE);
		assertThat(big.questions).hasSize(6);
		big.with("1", "2");
		big.answer(2, InstanceProbeResult.ALIVE);
		assertThat(big.questions).as("leavers in the queue are skipped")
			.extracting(HealthFixture.Question::id)
			.contains("1")
			.doesNotContain("106");
	}

	@Test
	void aServiceMayHaveSettingsOfItsOwn() {
		HealthSettings own = HealthSettings.builder().probes(Map.of("orders", probe(1, 1))).build();
		HealthFixture two = new HealthFixture(own).with(HealthFixture.instance("1"),
				Instance.of("p", "payments", "10.0.1.1", 80).build());
		two.health.demand("orders").note();
		two.health.demand("payments").note();
		two.run();
		assertThat(two.questions).extracting(HealthFixture.Question::id).containsExactly("1");
	}

	@Test
	void probesNothingOnceStoppedAndBeginsAgainOnceStarted() {
		want();
		this.fleet.health.stop();
		this.fleet.run();
		this.fleet.questions.clear();
		want();
		this.fleet.pass(Duration.ofMinutes(1));
		assertThat(probed()).isEmpty();
		this.fleet.health.start();
		this.fleet.run();
		want();
		assertThat(probed()).hasSize(3);
		this.fleet.pass(INTERVAL);
		assertThat(probed()).hasSize(6);
	}

	@Test
	void stoppedAndStartedAnyNumberOfTimesItLeavesNoMoreTimersThanOnce() {
		want();
		long once = this.fleet.owner.timers();
		for (int i = 0; i < 10; i++) {
			this.fleet.health.stop();
			this.fleet.run();
			this.fleet.health.start();
			this.fleet.run();
			want();
		}
		want();
		this.fleet.pass(Duration.ofMinutes(1));
		want();
		assertThat(this.fleet.owner.timers()).isEqualTo(once);
	}

	@Test
	void aCallersDemandCountsForAServiceThatWentAndCameAgain() {
		ServiceDemand demand = this.fleet.health.demand("orders");
		demand.note();
		this.fleet.run();
		this.fleet.with(new Instance[0]);
		this.fleet.questions.clear();
		demand.note();
		this.fleet.with("1");
		demand.note();
		this.fleet.run();
		assertThat(probed()).containsExactly("1");
	}

	private void want() {
		this.fleet.health.demand("orders").note();
		this.fleet.run();
	}

	private List<String> probed() {
		return this.fleet.questions.stream().map(HealthFixture.Question::id).toList();
	}

	private static ProbeSettings probe(int healthy, int unhealthy) {
		return ProbeSettings.builder()
			.enabled(true)
			.interval(INTERVAL)
			.jitter(0)
			.healthyThreshold(healthy)
			.unhealthyThreshold(unhealthy)
			.build();
	}

	private static HealthSettings settings(ProbeSettings probe, int concurrency) {
		return HealthSettings.builder().probe(probe).concurrency(concurrency).build();
	}

}
