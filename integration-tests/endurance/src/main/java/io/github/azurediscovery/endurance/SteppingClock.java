package io.github.azurediscovery.endurance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system clock with an offset that can be set forward and back. */
final class SteppingClock implements InstantSource {

	private volatile Duration offset = Duration.ZERO;

	void step(Duration offset) {
		this.offset = offset;
	}

	@Override
	public Instant instant() {
		return Instant.now().plus(this.offset);
	}

}
