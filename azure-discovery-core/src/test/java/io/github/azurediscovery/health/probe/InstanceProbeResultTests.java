package io.github.azurediscovery.health.probe;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceProbeResultTests {

	@Test
	void aProbedInstanceWritesNoMoreThanALineOfVisibleText() {
		String reason = InstanceProbeResult
			.unclear("IOException: \u001B[2J\r\nroot: all is well" + "\n".repeat(390_105))
			.reason();
		assertThat(reason).startsWith("IOException: \\u001B[2J\\u000D\\u000Aroot: all is well")
			.hasSizeLessThanOrEqualTo(200)
			.endsWith("…");
		assertThat(reason.chars()).noneMatch(Character::isISOControl);
	}

	@Test
	void anOrdinaryReasonStaysAsItIs() {
		assertThat(InstanceProbeResult.dead("connection refused").reason()).isEqualTo("connection refused");
	}

}
