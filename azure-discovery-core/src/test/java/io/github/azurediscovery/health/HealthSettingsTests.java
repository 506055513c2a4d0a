package io.github.azurediscovery.health;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HealthSettingsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void whatCannotWorkIsRefusedByName() {
		refused("outlier-detection.consecutive-failures is 0 but must be at least 1",
				() -> new OutlierSettings(true, 0, SECOND, SECOND, 0.2, Set.of()));
		refused("outlier-detection.base-ejection-time is PT0S but must be from 1 ms to 365 days",
				() -> new OutlierSettings(true, 1, Duration.ZERO, SECOND, 0.2, Set.of()));
		refused("outlier-detection.max-ejection-time is PT1S but must be at least outlier-detection.base-ejection-time (PT2S)",
				() -> new OutlierSettings(true, 1, Duration.ofSeconds(2), SECOND, 0.2, Set.of()));
		refused("outlier-detection.max-ejection-share is 1.1 but must be between 0 and 1",
				() -> new OutlierSettings(true, 1, SECOND, SECOND, 1.1, Set.of()));
		refused("outlier-detection.statuses is 42 but must be between 100 and 599",
				() -> new OutlierSettings(true, 1, SECOND, SECOND, 0.2, Set.of(42)));
		refused("scheduled-events.acknowledge is true but must be false unless scheduled-events.enabled is true",
				() -> new ScheduledEventsSettings(false, SECOND, SECOND, SECOND, true));
		refused("scheduled-events.interval is PT0.5S but must be at least 1 s",
				() -> new ScheduledEventsSettings(true, Duration.ofMillis(500), SECOND, SECOND, false));
		refused("scheduled-events.lead-time is PT-1S but must be from 0 to 365 days",
				() -> new ScheduledEventsSettings(true, SECOND, SECOND, SECOND.negated(), false));
		refused("health-check.concurrency is 0 but must be at least 1",
				() -> new HealthSettings(OutlierSettings.DEFAULT, ProbeSettings.DEFAULT, Map.of(), 0,
						ScheduledEventsSettings.DEFAULT));
		refused("health-check.path is 'health' but must be a path that starts with /",
				() -> new ProbeSettings(true, ProbeSettings.Type.HTTP, null, "health", null, SECOND, 0, SECOND, 1, 1,
						new ProbeSettings.StatusRange(200, 299)));
		refused("health-check.scheme is ftp but must be http or https",
				() -> new ProbeSettings(true, ProbeSettings.Type.HTTP, "ftp", "/", null, SECOND, 0, SECOND, 1, 1,
						new ProbeSettings.StatusRange(200, 299)));
		refused("health-check.port is 65536 but must be between 1 and 65535",
				() -> new ProbeSettings(true, ProbeSettings.Type.HTTP, null, "/", 65_536, SECOND, 0, SECOND, 1, 1,
						new ProbeSettings.StatusRange(200, 299)));
	}

	@ParameterizedTest
	@CsvSource({ "200-299, 200-299", "204, 204", "' 200 - 399 ', 200-399" })
	void readsARangeOfStatuses(String text, String range) {
		assertThat(ProbeSettings.StatusRange.parse(text)).hasToString(range);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ok", "299-200", "99", "200-600", "200-" })
	void refusesWhatIsNoRange(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ProbeSettings.StatusRange.parse(text))
			.withMessageContaining("health-check.expected-status");
	}

	@Test
	void ejectionsGrowUpToTheLongest() {
		OutlierSettings settings = OutlierSettings.DEFAULT;
		assertThat(settings.ejectionTime(1)).hasSeconds(30);
		assertThat(settings.ejectionTime(3)).hasSeconds(90);
		assertThat(settings.ejectionTime(1_000_000)).hasMinutes(5);
	}

	@ParameterizedTest
	@CsvSource({ "1, 0", "2, 1", "9, 1", "10, 2", "100, 20" })
	void theCapIsAShareButAlwaysOneOfTwo(int members, int cap) {
		assertThat(OutlierSettings.DEFAULT.cap(members)).isEqualTo(cap);
	}

	private static void refused(String message, ThrowingCallable settings) {
		assertThatIllegalArgumentException().isThrownBy(settings).withMessage(message);
	}

}
