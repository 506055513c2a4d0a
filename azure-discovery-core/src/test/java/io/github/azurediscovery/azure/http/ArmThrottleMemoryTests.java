package io.github.azurediscovery.azure.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ArmThrottleMemoryTests {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private static final AzureResourceId ORDERS = AzureResourceId.scaleSet("sub", "shop", "orders");

	private static final AzureResourceId BILLS = AzureResourceId.scaleSet("sub", "shop", "bills");

	private final ArmThrottleMemory refusals = new ArmThrottleMemory();

	@Test
	void theLongestThrottleOfAFamilyIsInEffect() {
		this.refusals.add(ArmOperation.Family.COMPUTE, null, NOW.plusSeconds(600), NOW);
		this.refusals.add(ArmOperation.Family.COMPUTE, null, NOW.plusSeconds(10), NOW);
		assertThat(this.refusals.until(ArmOperation.Family.COMPUTE, null, NOW)).isEqualTo(NOW.plusSeconds(600));
		assertThat(this.refusals.until(ArmOperation.Family.COMPUTE, ORDERS, NOW)).isEqualTo(NOW.plusSeconds(600));
		assertThat(this.refusals.until(ArmOperation.Family.NETWORK, null, NOW)).isNull();
		assertThat(this.refusals.until(ArmOperation.Family.COMPUTE, null, NOW.plusSeconds(600))).isNull();
	}

	@Test
	void aThrottleOfOneSetConcernsThatSetOnly() {
		this.refusals.add(ArmOperation.Family.SCALE_SETS, ORDERS, NOW.plusSeconds(60), NOW);
		assertThat(this.refusals.until(ArmOperation.Family.SCALE_SETS, ORDERS, NOW)).isEqualTo(NOW.plusSeconds(60));
		assertThat(this.refusals.until(ArmOperation.Family.SCALE_SETS, BILLS, NOW)).isNull();
		assertThat(this.refusals.until(ArmOperation.Family.SCALE_SETS, null, NOW)).isNull();
		assertThat(this.refusals.until(ArmOperation.Family.COMPUTE, ORDERS, NOW)).isNull();
	}

	@Test
	void theLaterOfBothThrottlesCounts() {
		this.refusals.add(ArmOperation.Family.SCALE_SETS, ORDERS, NOW.plusSeconds(60), NOW);
		this.refusals.add(ArmOperation.Family.SCALE_SETS, null, NOW.plusSeconds(30), NOW);
		assertThat(this.refusals.until(ArmOperation.Family.SCALE_SETS, ORDERS, NOW)).isEqualTo(NOW.plusSeconds(60));
		assertThat(this.refusals.until(ArmOperation.Family.SCALE_SETS, BILLS, NOW)).isEqualTo(NOW.plusSeconds(30));
	}

	@Test
	void aClockThatIsSetBackMakesNoThrottleLonger() {
		this.refusals.add(ArmOperation.Family.COMPUTE, null, NOW.plusSeconds(60), NOW);
		for (Duration step : List.of(Duration.ofMinutes(20), Duration.ofHours(2), Duration.ofDays(1))) {
			Instant back = NOW.minus(step);
			assertThat(this.refusals.until(ArmOperation.Family.COMPUTE, null, back)).isEqualTo(back.plusSeconds(60));
			assertThat(this.refusals.until(ArmOperation.Family.COMPUTE, null, back.plusSeconds(60))).isNull();
			this.refusals.add(ArmOperation.Family.COMPUTE, null, NOW.plusSeconds(60), NOW);
		}
	}

	@Test
	void aThrottleOfTheTimeBeforeTheClockWasSetBackDoesNotOutlastANewOne() {
		Instant back = NOW.minus(Duration.ofMinutes(20));
		this.refusals.add(ArmOperation.Family.COMPUTE, null, NOW.plusSeconds(10), NOW);
		this.refusals.add(ArmOperation.Family.COMPUTE, null, back.plusSeconds(60), back);
		assertThat(this.refusals.until(ArmOperation.Family.COMPUTE, null, back)).isEqualTo(back.plusSeconds(60));
	}

}
