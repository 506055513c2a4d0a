package io.github.azurediscovery.azure;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LimitsTests {

	private final Limits limits = new Limits();

	@ParameterizedTest
	@CsvSource({ "900, 1", "450, 1", "449, 2", "180, 2", "179, 4", "0, 4" })
	void slowsDownAsTheSharedQuotaFalls(long left, int slowdown) {
		this.limits.seen("Microsoft.Compute/HighCostGet", 900);
		this.limits.seen("Microsoft.Compute/HighCostGet", left);
		assertThat(this.limits.slowdown()).isEqualTo(slowdown);
	}

	@Test
	void theScarcestQuotaDecidesAndOnlyThoseOfCompute() {
		this.limits.seen("Microsoft.Compute/A", 5000);
		this.limits.seen("subscription-reads", 1);
		assertThat(this.limits.slowdown()).isEqualTo(1);
		this.limits.seen("Microsoft.Compute/B", 20);
		assertThat(this.limits.slowdown()).as("alarms at the first look").isEqualTo(4);
	}

	@Test
	void theLongestRefusalOfAFamilyStands() {
		Instant now = Instant.parse("2026-11-21T10:00:00Z");
		this.limits.refuseUntil(Operation.Family.COMPUTE, now.plusSeconds(600));
		this.limits.refuseUntil(Operation.Family.COMPUTE, now.plusSeconds(10));
		assertThat(this.limits.notBefore(Operation.Family.COMPUTE, now)).isEqualTo(now.plusSeconds(600));
		assertThat(this.limits.notBefore(Operation.Family.NETWORK, now)).isNull();
		assertThat(this.limits.notBefore(Operation.Family.COMPUTE, now.plusSeconds(600))).isNull();
	}

}
