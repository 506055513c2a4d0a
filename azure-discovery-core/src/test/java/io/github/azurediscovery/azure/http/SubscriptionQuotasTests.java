package io.github.azurediscovery.azure.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the quotas that answers tell mean for the pace of the next rounds. */
class SubscriptionQuotasTests {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private static final String SHARED = "Microsoft.Compute/HighCostGetSubscriptionMaximum";

	private static final Set<ArmOperation> VMS = Set.of(ArmOperation.VMS, ArmOperation.POWER_STATES);

	private final SubscriptionQuotas quotas = new SubscriptionQuotas();

	@ParameterizedTest
	@CsvSource({ "900, 1", "450, 1", "449, 2", "180, 2", "179, 4", "0, 4" })
	void slowsDownAsTheSharedQuotaFalls(long left, int slowdown) {
		seen(SHARED, 900);
		seen(SHARED, left);
		assertThat(this.quotas.slowdown(VMS, NOW)).isEqualTo(slowdown);
	}

	@Test
	void theScarcestQuotaDecidesAndOnlyThoseOfCompute() {
		seen("Microsoft.Compute/A", 5000);
		seen("subscription-reads", 1);
		seen("Microsoft.Network/B3Min", 1);
		assertThat(this.quotas.slowdown(VMS, NOW)).isEqualTo(1);
		seen("Microsoft.Compute/B3Min", 20);
		assertThat(this.quotas.slowdown(VMS, NOW)).isEqualTo(4);
	}

	@Test
	void aQuotaOfOneResourceSlowsNothing() {
		seen("Microsoft.Compute/GetVMScaleSetResource", 36);
		seen("Microsoft.Compute/GetVMScaleSetResource", 1);
		assertThat(this.quotas.slowdown(VMS, NOW)).isEqualTo(1);
		assertThat(this.quotas.largest(VMS)).isZero();
	}

	@Test
	void theSizeOfAQuotaIsTheMostThatWasSeen() {
		seen(SHARED, 35);
		assertThat(this.quotas.slowdown(VMS, NOW)).as("nothing tells that this is little").isEqualTo(1);
		assertThat(this.quotas.largest(VMS)).isEqualTo(35);
		seen(SHARED, 900);
		seen(SHARED, 35);
		assertThat(this.quotas.slowdown(VMS, NOW)).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource({ "Microsoft.Compute/HighCostGet3Min", "Microsoft.Compute/HighCostGet30Min" })
	void aQuotaOfMinutesAlarmsAtTheFirstLook(String name) {
		seen(name, 20);
		assertThat(this.quotas.slowdown(VMS, NOW)).isEqualTo(4);
	}

	@Test
	void aQuotaThatTheNextRoundDoesNotUseSlowsNothing() {
		this.quotas.record("Microsoft.Compute/VMScaleSetVMViews3Min", 1, ArmOperation.SET_VMS, NOW);
		assertThat(this.quotas.slowdown(VMS, NOW)).isEqualTo(1);
		assertThat(this.quotas.slowdown(Set.of(ArmOperation.SET_VMS), NOW)).isEqualTo(4);
	}

	@Test
	void aQuotaIsThatOfAllOperationsWhoseAnswersTellIt() {
		seen(SHARED, 900);
		this.quotas.record(SHARED, 100, ArmOperation.FLEXIBLE_VMS, NOW);
		assertThat(this.quotas.slowdown(VMS, NOW)).isEqualTo(4);
	}

	@Test
	void valuesExpireAfterFiveMinutes() {
		seen("Microsoft.Compute/A3Min", 1);
		assertThat(this.quotas.slowdown(VMS, NOW.plusSeconds(299))).isEqualTo(4);
		assertThat(this.quotas.slowdown(VMS, NOW.plusSeconds(300))).isEqualTo(1);
		assertThat(this.quotas.slowdown(VMS, NOW.minus(Duration.ofDays(1)))).as("a clock set back").isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "subscription-reads, 50, false", "subscription-reads, 49, true",
			"subscription-global-reads, 750, false", "subscription-global-reads, 749, true",
			"subscription-deletes, 1, false" })
	void readsAreFewBelowAFifthOfWhatAzureAllows(String name, long left, boolean few) {
		this.quotas.record(name, left, ArmOperation.RESOURCES, NOW);
		assertThat(this.quotas.fewReadsLeft(NOW)).isEqualTo(few);
		assertThat(this.quotas.fewReadsLeft(NOW.plusSeconds(300))).isFalse();
	}

	private void seen(String quota, long left) {
		this.quotas.record(quota, left, ArmOperation.VMS, NOW);
	}

}
