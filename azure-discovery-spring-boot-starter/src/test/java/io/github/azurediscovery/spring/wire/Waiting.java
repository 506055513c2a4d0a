package io.github.azurediscovery.spring.wire;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/** Waits for what happens elsewhere, half a minute at most. */
final class Waiting {

	private Waiting() {
	}

	static void until(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(condition);
	}

}
