package io.github.azurediscovery.sample.simulation;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.List;

import io.github.azurediscovery.test.estate.SimulatedVm;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SampleEstateTests {

	@Test
	void aPreemptedVmIsTakenBackWhenTheNoticeIsOver() {
		try (SampleEstate estate = new SampleEstate(Duration.ofMillis(1))) {
			SimulatedVm vm = estate.instances().get(1);
			estate.preempt(vm);
			await(() -> "deallocated".equals(vm.power()));
		}
	}

	@Test
	void repairingCancelsAPreemptionAndStartsWhatWasStopped() {
		try (SampleEstate estate = new SampleEstate(Duration.ofHours(1))) {
			SimulatedVm stopped = estate.instances().get(0);
			SimulatedVm preempted = estate.instances().get(1);
			estate.deallocate(stopped);
			estate.preempt(preempted);
			estate.repair();
			assertThat(List.of(stopped, preempted)).extracting(SimulatedVm::power).containsOnly("running");
		}
	}

	@Test
	void theVmOfTheSampleIsInTheSetAndNeverScaledIn() {
		try (SampleEstate estate = new SampleEstate(Duration.ofHours(1))) {
			for (int time = 0; time < 5; time++) {
				estate.scaleIn();
			}
			assertThat(estate.instances()).isEmpty();
			estate.scaleOut();
			assertThat(estate.instances()).singleElement()
				.satisfies((vm) -> assertThat(vm.scaleSet()).isNotNull())
				.satisfies((vm) -> assertThat(vm.scaleSet().instances()).hasSize(2));
		}
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

}
