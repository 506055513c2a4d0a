package io.github.azurediscovery.azure;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalsTests {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private static final ResourceId ORDERS = ResourceId.scaleSet("sub", "shop", "orders");

	private static final ResourceId BILLS = ResourceId.scaleSet("sub", "shop", "bills");

	private final Refusals refusals = new Refusals();

	@Test
	void theLongestRefusalOfAFamilyStands() {
		this.refusals.refuse(Operation.Family.COMPUTE, null, NOW.plusSeconds(600));
		this.refusals.refuse(Operation.Family.COMPUTE, null, NOW.plusSeconds(10));
		assertThat(this.refusals.until(Operation.Family.COMPUTE, null, NOW)).isEqualTo(NOW.plusSeconds(600));
		assertThat(this.refusals.until(Operation.Family.COMPUTE, ORDERS, NOW)).isEqualTo(NOW.plusSeconds(600));
		assertThat(this.refusals.until(Operation.Family.NETWORK, null, NOW)).isNull();
		assertThat(this.refusals.until(Operation.Family.COMPUTE, null, NOW.plusSeconds(600))).isNull();
	}

	@Test
	void aRefusalOfOneSetRefusesThatSetAlone() {
		this.refusals.refuse(Operation.Family.SCALE_SETS, ORDERS, NOW.plusSeconds(60));
		assertThat(this.refusals.until(Operation.Family.SCALE_SETS, ORDERS, NOW)).isEqualTo(NOW.plusSeconds(60));
		assertThat(this.refusals.until(Operation.Family.SCALE_SETS, BILLS, NOW)).isNull();
		assertThat(this.refusals.until(Operation.Family.SCALE_SETS, null, NOW)).isNull();
		assertThat(this.refusals.until(Operation.Family.COMPUTE, ORDERS, NOW)).isNull();
	}

	@Test
	void theLaterOfBothRefusalsCounts() {
		this.refusals.refuse(Operation.Family.SCALE_SETS, ORDERS, NOW.plusSeconds(60));
		this.refusals.refuse(Operation.Family.SCALE_SETS, null, NOW.plusSeconds(30));
		assertThat(this.refusals.until(Operation.Family.SCALE_SETS, ORDERS, NOW)).isEqualTo(NOW.plusSeconds(60));
		assertThat(this.refusals.until(Operation.Family.SCALE_SETS, BILLS, NOW)).isEqualTo(NOW.plusSeconds(30));
	}

	@Test
	void aRefusalFromBeforeTheClockWasSetBackIsForgotten() {
		this.refusals.refuse(Operation.Family.COMPUTE, null, NOW.plusSeconds(60));
		assertThat(this.refusals.until(Operation.Family.COMPUTE, null, NOW.minus(Duration.ofDays(1)))).isNull();
	}

}
