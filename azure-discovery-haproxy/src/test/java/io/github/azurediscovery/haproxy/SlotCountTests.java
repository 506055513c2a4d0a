package io.github.azurediscovery.haproxy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SlotCountTests {

	@ParameterizedTest
	@CsvSource({ "LINEAR, 10, 1.5, 0, 10", "LINEAR, 10, 1.5, 10, 10", "LINEAR, 10, 1.5, 11, 12",
			"LINEAR, 10, 1.5, 15, 18", "LINEAR, 10, 1, 15, 15", "EXPONENTIAL, 10, 2, 10, 10",
			"EXPONENTIAL, 10, 2, 15, 20", "EXPONENTIAL, 10, 2, 25, 40", "EXPONENTIAL, 10, 1.1, 11, 11",
			"EXPONENTIAL, 1, 1.5, 7, 8", "LINEAR, 10, 1.5, 20000, 10000" })
	void grows(SlotGrowth growth, int base, double factor, int instances, int slots) {
		assertThat(new SlotCount(base, growth, factor).slots(instances)).isEqualTo(slots);
	}

	@Test
	void neverHasFewerSlotsThanInstances() {
		for (int instances = 0; instances < 3_000; instances++) {
			assertThat(new SlotCount(10, SlotGrowth.EXPONENTIAL, 1.1).slots(instances))
				.isGreaterThanOrEqualTo(instances);
			assertThat(new SlotCount(3, SlotGrowth.LINEAR, 1).slots(instances)).isGreaterThanOrEqualTo(instances);
		}
	}

	@Test
	void takesTheLargestBaseAndFactorAndNoLargerOnes() {
		assertThat(new SlotCount(SlotCount.MOST, SlotGrowth.LINEAR, 100).slots(1)).isEqualTo(SlotCount.MOST);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new SlotCount(SlotCount.MOST + 1, SlotGrowth.LINEAR, 100));
		assertThatIllegalArgumentException().isThrownBy(() -> new SlotCount(10, SlotGrowth.LINEAR, 100.1));
	}

	@Test
	void dynamicServersHaveNoSlotOfTheTemplate() {
		assertThat(new SlotCounts(4, 1, 2, 3, 2).template()).isEqualTo(8);
	}

	@Test
	void refusesWhatCannotGrow() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SlotCount(0, SlotGrowth.LINEAR, 1.5))
			.withMessageContaining("haproxy.slots.base");
		assertThatIllegalArgumentException().isThrownBy(() -> new SlotCount(10, SlotGrowth.EXPONENTIAL, 1))
			.withMessageContaining("haproxy.slots.growth-factor")
			.withMessageContaining("more than 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new SlotCount(10, SlotGrowth.LINEAR, 0.5))
			.withMessageContaining("growth-factor");
		assertThatIllegalArgumentException().isThrownBy(() -> new SlotCount(10, SlotGrowth.LINEAR, Double.NaN));
	}

}
