package io.github.azurediscovery.fleet;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Candidates of a new fleet wait for its first content. */
class FirstContentWaitTests {

	@Test
	void looksAgainAFewTimesAndNeverMore() throws InterruptedException {
		FirstContentWait wait = new FirstContentWait(2, Duration.ofMillis(1));
		assertThat(wait.await()).isTrue();
		assertThat(wait.await()).isTrue();
		assertThat(wait.await()).isFalse();
		assertThat(wait.await()).isFalse();
	}

	@Test
	void aContentOfItsOwnEndsThePause() throws InterruptedException {
		FirstContentWait wait = new FirstContentWait(1, Duration.ofDays(1));
		wait.provided();
		assertThat(wait.await()).isTrue();
	}

}
