package io.github.azurediscovery.sample.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.github.azurediscovery.test.estate.SimulatedVm;
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

	private static void await(BooleanSupplier condition) {
		Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
		while (!condition.getAsBoolean()) {
			assertThat(Instant.now()).as("waited 30 s").isBefore(deadline);
			Thread.onSpinWait();
		}
	}

}
