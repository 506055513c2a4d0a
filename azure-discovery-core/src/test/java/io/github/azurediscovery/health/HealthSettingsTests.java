package io.github.azurediscovery.health;

import java.time.Duration;
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
		refused("loadbalancer.outlier-detection.consecutive-failures is 0 but must be at least 1",
				() -> OutlierSettings.builder()
					.consecutiveFailures(0)
					.baseEjectionTime(SECOND)
					.maxEjectionTime(SECOND)
					.statuses(Set.of())
					.build());
		refused("loadbalancer.outlier-detection.base-ejection-time is PT0S but must be from 1ms to 365d",
				() -> OutlierSettings.builder()
					.consecutiveFailures(1)
					.baseEjectionTime(Duration.ZERO)
					.maxEjectionTime(SECOND)
					.statuses(Set.of())
					.build());
		refused("loadbalancer.outlier-detection.max-ejection-time is PT1S but must be at least loadbalancer.outlier-detection.base-ejection-time (PT2S)",
				() -> OutlierSettings.builder()
					.consecutiveFailures(1)
					.baseEjectionTime(Duration.ofSeconds(2))
					.maxEjectionTime(SECOND)
					.statuses(Set.of())
					.build());
		refused("loadbalancer.outlier-detection.max-ejection-share is 1.1 but must be from 0 to 1",
				() -> OutlierSettings.builder()
					.consecutiveFailures(1)
					.baseEjectionTime(SECOND)
					.maxEjectionTime(SECOND)
					.maxEjectionShare(1.1)
					.statuses(Set.of())
					.build());
		refused("loadbalancer.outlier-detection.statuses is 42 but must be from 100 to 599",
				() -> OutlierSettings.builder()
					.consecutiveFailures(1)
					.baseEjectionTime(SECOND)
					.maxEjectionTime(SECOND)
					.statuses(Set.of(42))
					.build());
		refused("scheduled-events.acknowledge is true but must be false unless scheduled-events.enabled is true",
				() -> ScheduledEventsSettings.builder()
					.interval(SECOND)
					.freezeLongerThan(SECOND)
					.leadTime(SECOND)
					.acknowledge(true)
					.build());
		refused("scheduled-events.interval is PT0.5S but must be from 1s to 365d",
				() -> ScheduledEventsSettings.builder()
					.enabled(true)
					.interval(Duration.ofMillis(500))
					.freezeLongerThan(SECOND)
					.leadTime(SECOND)
					.build());
		refused("scheduled-events.lead-time is PT-1S but must be from 0 to 365d",
				() -> ScheduledEventsSettings.builder()
					.enabled(true)
					.interval(SECOND)
					.freezeLongerThan(SECOND)
					.leadTime(SECOND.negated())
					.build());
		refused("loadbalancer.health-check.concurrency is 0 but must be at least 1",
				() -> HealthSettings.builder().concurrency(0).build());
		refused("loadbalancer.health-check.path is health but must be a path that starts with /",
				() -> ProbeSettings.builder()
					.enabled(true)
					.path("health")
					.interval(SECOND)
					.jitter(0)
					.timeout(SECOND)
					.unhealthyThreshold(1)
					.build());
		refused("loadbalancer.health-check.scheme is ftp but must be http or https",
				() -> ProbeSettings.builder()
					.enabled(true)
					.scheme("ftp")
					.path("/")
					.interval(SECOND)
					.jitter(0)
					.timeout(SECOND)
					.unhealthyThreshold(1)
					.build());
		refused("loadbalancer.health-check.port is 65536 but must be from 1 to 65535",
				() -> ProbeSettings.builder()
					.enabled(true)
					.path("/")
					.port(65_536)
					.interval(SECOND)
					.jitter(0)
					.timeout(SECOND)
					.unhealthyThreshold(1)
					.build());
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
			.withMessageContaining("loadbalancer.health-check.expected-status");
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
