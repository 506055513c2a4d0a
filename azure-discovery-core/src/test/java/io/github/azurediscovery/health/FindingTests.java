package io.github.azurediscovery.health;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FindingTests {

	@Test
	void aProbedInstanceWritesNoMoreThanALineOfVisibleText() {
		String reason = Finding.unclear("IOException: \u001B[2J\r\nroot: all is well" + "\n".repeat(390_105)).reason();
		assertThat(reason).startsWith("IOException: \\u001B[2J\\u000D\\u000Aroot: all is well")
			.hasSizeLessThanOrEqualTo(200)
			.endsWith("…");
		assertThat(reason.chars()).noneMatch(Character::isISOControl);
	}

	@Test
	void anOrdinaryReasonStaysAsItIs() {
		assertThat(Finding.dead("connection refused").reason()).isEqualTo("connection refused");
	}

}
