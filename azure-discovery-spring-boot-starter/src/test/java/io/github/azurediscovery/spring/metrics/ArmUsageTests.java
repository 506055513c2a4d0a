package io.github.azurediscovery.spring.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.azurediscovery.azure.ArmRequestListener.ArmRequest;
import io.github.azurediscovery.spring.metrics.ArmUsage.Quota;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What Azure says is left, and for how long that holds. */
class ArmUsageTests {

	private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	private Instant now = START;

	private final ArmUsage usage = new ArmUsage(() -> this.now);

	@Test
	void reportsWhatRemainsAndWhenAzureReportedIt() {
		answers("virtual-machines", 200, Map.of("HighCostGet3Min", 899L));
		this.now = START.plusSeconds(30);
		answers("network-interfaces", 200, Map.of("subscription-reads", 249L));
		assertThat(this.usage.quotas()).isEqualTo(Map.of("HighCostGet3Min", new Quota(899, START), "subscription-reads",
				new Quota(249, START.plusSeconds(30))));
		assertThat(this.usage.remaining()).isEqualTo(Map.of("HighCostGet3Min", 899L, "subscription-reads", 249L));
	}

	@Test
	void reportsTheLatestQuotaOfAllOperations() {
		answers("network-interfaces", 200, Map.of("subscription-reads", 248L));
		this.now = START.plusSeconds(1);
		answers("resources", 200, Map.of("subscription-reads", 249L));
		assertThat(this.usage.remaining()).containsEntry("subscription-reads", 249L);
	}

	@Test
	void aQuotaThatOnlyTheRefusalNamedIsForgottenWithTheNextAnswer() {
		answers("network-interfaces", 429, Map.of("HighCostGet", 0L));
		assertThat(this.usage.remaining()).containsEntry("HighCostGet", 0L);
		answers("network-interfaces", 200, Map.of("subscription-reads", 249L));
		assertThat(this.usage.remaining()).containsOnlyKeys("subscription-reads");
	}

	@Test
	void noAnswerAndAFailureWithoutAQuotaKeepTheLastReport() {
		answers("network-interfaces", 200, Map.of("subscription-reads", 249L));
		answers("network-interfaces", 0, Map.of());
		answers("network-interfaces", 500, Map.of());
		assertThat(this.usage.remaining()).containsEntry("subscription-reads", 249L);
		assertThat(this.usage.requests()).containsEntry("network-interfaces", 3L);
	}

	@Test
	void aReportOlderThanAnyWindowIsForgotten() {
		answers("scale-sets", 429, Map.of("HighCostGet", 0L));
		this.now = START.plus(Duration.ofMinutes(31));
		assertThat(this.usage.quotas()).isEmpty();
	}

	private void answers(String operation, int status, Map<String, Long> remaining) {
		this.usage.onRequest(new ArmRequest(operation, status, Duration.ofMillis(20), remaining));
	}

}
