package io.github.azurediscovery.endurance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's clock, set forward and back by those who administer the machine. */
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
