package io.github.azurediscovery.refresh;

import java.time.Duration;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.source.ServiceDefaults;
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
			.isThrownBy(() -> new RefreshSettings(interval, 0.2, Duration.ofDays(365), 0.5, 2))
			.withMessage("interval is " + interval + ": it must be from 1 ms to 365 days");
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY })
	void theShares(double share) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RefreshSettings(MINUTE, share, MINUTE, 0.5, 2))
			.withMessage("jitter is " + share + ": it must be from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> new RefreshSettings(MINUTE, 0.2, MINUTE, share, 2))
			.withMessage("maxLoss is " + share + ": it must be from 0 to 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "P366D", "PT0S", "PT-1S" })
	void theLongestBackoff(Duration longest) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RefreshSettings(MINUTE, 0.2, longest, 0.5, 2))
			.withMessage("maxBackoff is " + longest + ": it must be from 1 ms to 365 days");
	}

	@Test
	void aBackoffShorterThanTheIntervalIsForSourcesThatAreAskedMoreOften() {
		ScriptedSource often = new ScriptedSource("often").every(Duration.ofSeconds(1)).fails();
		ScriptedSource seldom = new ScriptedSource("seldom").fails();
		RefreshFixture stage = new RefreshFixture(new RefreshSettings(MINUTE, 0, Duration.ofSeconds(4), 0.5, 2), often,
				seldom);
		stage.start().pass(Duration.ofSeconds(119));
		assertThat(often.asked).hasSizeBetween(28, 34);
		assertThat(seldom.asked).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1001 })
	void theConfirmations(int confirmations) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RefreshSettings(MINUTE, 0.2, MINUTE, 0.5, confirmations))
			.withMessage("confirmations is " + confirmations + ": it must be from 0 to 1000");
	}

	@Test
	void theExtremesThatAreAllowedWork() {
		Duration year = Duration.ofDays(365);
		RefreshFixture stage = new RefreshFixture(new RefreshSettings(year, 1, year, 1, 1000),
				new ScriptedSource("s").answers("a"));
		assertThat(stage.start().orders()).containsExactly("a");
		assertThat(stage.refresher.status().nextRefresh()).isAfter(stage.owner.instant().plus(year));
	}

	@Test
	void theIntervalOfAService() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ServiceDefaults("orders", 80, false, Duration.ofDays(100_000)))
			.withMessage("interval of service 'orders' is PT2400000H: it must be from 1 ms to 365 days");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "P100000D" })
	void theIntervalOfASourceOfOnesOwn(Duration interval) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AzureDiscovery.builder().source(new ScriptedSource("mine").every(interval)).build())
			.withMessage("interval of source 'mine' is " + interval + ": it must be from 1 ms to 365 days");
	}

}
