package io.github.azurediscovery.fleet.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on when it is told to. Thread-safe. */
final class SteppedTime implements InstantSource {

	private volatile Instant now = Instant.parse("2026-11-27T02:00:30Z");

	@Override
	public Instant instant() {
		return this.now;
	}

	void pass(Duration duration) {
		this.now = this.now.plus(duration);
	}

}
