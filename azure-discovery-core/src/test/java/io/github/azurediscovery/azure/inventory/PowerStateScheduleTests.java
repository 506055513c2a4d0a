package io.github.azurediscovery.azure.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PowerStateScheduleTests {

	private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	private static final Duration WANTED = Duration.ofMinutes(2);

	private final RandomGenerator half = new RandomGenerator() {

		@Override
		public long nextLong() {
			return Long.MAX_VALUE / 2;
		}

		@Override
		public long nextLong(long bound) {
			return bound / 2;
		}

	};

	private final PowerStateSchedule cadence = new PowerStateSchedule(WANTED, Duration.ofSeconds(30), this.half);

	private Instant at(long seconds) {
		return START.plusSeconds(seconds);
	}

	private void answered(long seconds) {
		this.cadence.succeeded(at(seconds), 1, Duration.ZERO);
	}

	@Test
	void theFirstRoundIsDueAtOnceAndTheNextAfterTheInterval() {
		assertThat(this.cadence.due(START)).isTrue();
		answered(0);
		assertThat(this.cadence.due(at(119))).isFalse();
		assertThat(this.cadence.due(at(120))).isTrue();
	}

	@Test
	void aNewcomerBringsItForwardAfterARandomDelay() {
		answered(0);
		this.cadence.newcomer(at(10));
		assertThat(this.cadence.due(at(24))).isFalse();
		assertThat(this.cadence.due(at(25))).isTrue();
	}

	@Test
	void newcomersBringItForwardAtMostOnceAMinute() {
		answered(0);
		this.cadence.newcomer(at(10));
		answered(25);
		this.cadence.newcomer(at(30));
		assertThat(this.cadence.due(at(84))).isFalse();
		assertThat(this.cadence.due(at(85))).isTrue();
	}

	@Test
	void aShrinkingQuotaStretchesTheIntervalAndEasesByATenthARound() {
		this.cadence.succeeded(START, 4, Duration.ZERO);
		assertThat(this.cadence.interval()).isEqualTo(Duration.ofMinutes(8));
		this.cadence.succeeded(START, 1, Duration.ZERO);
		assertThat(this.cadence.interval()).isEqualTo(Duration.ofSeconds(432));
		for (int i = 0; i < 50; i++) {
			this.cadence.succeeded(START, 1, Duration.ZERO);
		}
		assertThat(this.cadence.interval()).isEqualTo(WANTED);
	}

	@Test
	void theIntervalHasACap() {
		this.cadence.succeeded(START, 4, Duration.ofHours(3));
		assertThat(this.cadence.interval()).isEqualTo(Duration.ofMinutes(15));
	}

	@Test
	void aChargeTooHighStretchesTheInterval() {
		this.cadence.succeeded(START, 1, Duration.ofMinutes(7));
		assertThat(this.cadence.interval()).isEqualTo(Duration.ofMinutes(7));
	}

	@Test
	void failuresAreRetriedEverMoreSlowlyUpToTheInterval() {
		this.cadence.failed(at(0), null);
		assertThat(this.cadence.due(at(29))).isFalse();
		assertThat(this.cadence.due(at(30))).isTrue();
		this.cadence.failed(at(30), null);
		assertThat(this.cadence.due(at(89))).isFalse();
		assertThat(this.cadence.due(at(90))).isTrue();
		for (int i = 0; i < 80; i++) {
			this.cadence.failed(at(90), null);
		}
		assertThat(this.cadence.due(at(209))).isFalse();
		assertThat(this.cadence.due(at(210))).isTrue();
	}

	@Test
	void newVmsDoNotShortenAThrottle() {
		this.cadence.failed(at(0), at(1200));
		this.cadence.newcomer(at(100));
		this.cadence.vanished(at(100));
		this.cadence.demanded(at(100), false);
		assertThat(this.cadence.due(at(1199))).isFalse();
		assertThat(this.cadence.due(at(1200))).isTrue();
	}

}
