package io.github.azurediscovery.health.engine;

import java.time.Duration;

import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What was held against instances before the machine slept for hours. */
class ResumedMachineTests {

	private static final Duration BASE = OutlierSettings.DEFAULT.baseEjectionTime();

	private final HealthFixture fleet = HealthFixture.of("1", "2", "3", "4");

	private HealthFixture resume() {
		this.fleet.jump(Duration.ofHours(5));
		this.fleet.health.resumed();
		this.fleet.run();
		return this.fleet;
	}

	@Test
	void anEjectedInstanceThatAcceptsAConnectionIsBackAtOnce() {
		this.fleet.refuse("2");
		assertThat(this.fleet.routable()).containsExactly("1", "3", "4");
		assertThat(resume().routable()).containsExactly("1", "2", "3", "4");
	}

	@Test
	void oneThatIsStillDeadStaysOutAndIsAskedNoMoreOftenThanBefore() {
		this.fleet.kill("2").refuse("2");
		this.fleet.questions.clear();
		assertThat(resume().routable()).containsExactly("1", "3", "4");
		assertThat(this.fleet.questions).hasSize(1);
		this.fleet.pass(BASE.multipliedBy(10));
		assertThat(this.fleet.questions).hasSize(11);
		this.fleet.revive("2").pass(BASE);
		assertThat(this.fleet.routable()).containsExactly("1", "2", "3", "4");
	}

	@Test
	void oneThatDidBadlyMustAnswer() {
		this.fleet.report("2", CallOutcome.SOFT_FAILURE, 5).hang("2");
		assertThat(resume().routable()).containsExactly("1", "3", "4");
		this.fleet.revive("2");
		resume();
		assertThat(this.fleet.healthOf("2").routable()).isTrue();
	}

	@Test
	void formerEjectionsAndFailuresAreForgotten() {
		for (int i = 0; i < 3; i++) {
			this.fleet.refuse("2").pass(BASE.multipliedBy(4));
		}
		this.fleet.report("3", CallOutcome.SOFT_FAILURE, 4);
		resume();
		this.fleet.report("3", CallOutcome.SOFT_FAILURE, 1);
		assertThat(this.fleet.healthOf("3").outlier()).isNull();
		this.fleet.refuse("2").pass(BASE);
		assertThat(this.fleet.routable()).as("after the time of a first ejection").contains("2");
	}

	@Test
	void whatIsFoundOutTooLateBringsNoInstanceBack() {
		this.fleet.refuse("2").slowNetwork();
		this.fleet.questions.clear();
		resume();
		this.fleet.kill("2").pass(BASE);
		this.fleet.answer(1, InstanceProbeResult.dead("connection refused"));
		this.fleet.answer(0, InstanceProbeResult.ALIVE);
		assertThat(this.fleet.routable()).containsExactly("1", "3", "4");
	}

	@Test
	void onceStoppedNoInstanceIsAsked() {
		this.fleet.refuse("2");
		this.fleet.health.stop();
		this.fleet.questions.clear();
		resume();
		assertThat(this.fleet.questions).isEmpty();
	}

}
