package io.github.azurediscovery.endurance;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EnduranceTests {

	@Test
	void nothingGrowsWithTime() throws Exception {
		assertThat(new EnduranceRun(Duration.ofSeconds(15), 20, 60).run()).isEmpty();
	}

	@Test
	void growthIsNoticed() {
		ResourceFootprint before = new ResourceFootprint(40_000, 40, 50, 300);
		assertThat(before.grownTo(new ResourceFootprint(51_000, 60, 70, 320))).isEmpty();
		assertThat(before.grownTo(new ResourceFootprint(53_000, 61, 71, 321))).containsExactly(
				"heap from 40000 to 53000 kB", "threads from 40 to 61", "file handles from 50 to 71",
				"meters from 300 to 321");
	}

}
