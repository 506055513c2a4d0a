package io.github.azurediscovery.refresh;

import java.time.Duration;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.source.ServiceAddressDefaults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What cannot be meant is refused where it is said, with its name and what it may be. */
class RefreshSettingsTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "PT0.0009S", "PT8760H0.001S", "P100000D", "PT2562047788015215H" })
	void theInterval(Duration interval) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RefreshSettings.builder().interval(interval).maxBackoff(Duration.ofDays(365)).build())
			.withMessage("refresh.interval is " + interval + " but must be from 1ms to 365d");
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY })
	void theShares(double share) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RefreshSettings.builder().interval(MINUTE).jitter(share).maxBackoff(MINUTE).build())
			.withMessage("refresh.jitter is " + share + " but must be from 0 to 1");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RefreshSettings.builder().interval(MINUTE).maxBackoff(MINUTE).maxLoss(share).build())
			.withMessage("guard.max-loss is " + share + " but must be from 0 to 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "P366D", "PT0S", "PT-1S" })
	void theLongestBackoff(Duration longest) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RefreshSettings.builder().interval(MINUTE).maxBackoff(longest).build())
			.withMessage("refresh.max-backoff is " + longest + " but must be from 1ms to 365d");
	}

	@Test
	void aBackoffShorterThanTheIntervalIsForSourcesThatAreAskedMoreOften() {
		ScriptedSource often = new ScriptedSource("often").every(Duration.ofSeconds(1)).fails();
		ScriptedSource seldom = new ScriptedSource("seldom").fails();
		RefreshFixture stage = new RefreshFixture(
				RefreshSettings.builder().interval(MINUTE).jitter(0).maxBackoff(Duration.ofSeconds(4)).build(), often,
				seldom);
		stage.start().pass(Duration.ofSeconds(119));
		assertThat(often.asked).hasSizeBetween(28, 34);
		assertThat(seldom.asked).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1001 })
	void theConfirmations(int confirmations) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RefreshSettings.builder()
				.interval(MINUTE)
				.maxBackoff(MINUTE)
				.confirmations(confirmations)
				.build())
			.withMessage("guard.confirmations is " + confirmations + " but must be from 0 to 1000");
	}

	@Test
	void theExtremesThatAreAllowedWork() {
		Duration year = Duration.ofDays(365);
		RefreshFixture stage = new RefreshFixture(RefreshSettings.builder()
			.interval(year)
			.jitter(1)
			.maxBackoff(year)
			.maxLoss(1)
			.confirmations(1000)
			.build(), new ScriptedSource("s").answers("a"));
		assertThat(stage.start().orders()).containsExactly("a");
		assertThat(stage.refresher.status().nextRefresh()).isAfter(stage.owner.instant().plus(year));
	}

	@Test
	void theIntervalOfAService() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ServiceAddressDefaults.of("orders").withPort(80).withInterval(Duration.ofDays(100_000)))
			.withMessage("services.orders.interval is PT2400000H but must be from 1ms to 365d");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "P100000D" })
	void theIntervalOfASourceOfOnesOwn(Duration interval) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AzureDiscovery.builder().source(new ScriptedSource("mine").every(interval)).build())
			.withMessage("interval of source 'mine' is " + interval + " but must be from 1ms to 365d");
	}

}
