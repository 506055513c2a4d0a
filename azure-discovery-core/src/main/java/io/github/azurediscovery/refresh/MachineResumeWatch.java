package io.github.azurediscovery.refresh;

import java.time.Duration;

/**
 * Detects that the machine slept, such as after hibernation: the wall clock advanced
 * while the time by which timers wait stood still. A clock that is set forward by as much
 * looks the same; one that is set by seconds, or back, has no effect. Source: Microsoft
 * Learn, "Hibernation for Azure virtual machines".
 */
final class MachineResumeWatch {

	/** How often to check. */
	static final Duration LOOK = Duration.ofSeconds(1);

	/** Time servers set clocks by seconds; after less than this nothing is outdated. */
	private static final Duration SHORTEST_SLEEP = Duration.ofSeconds(30);

	private final SteadyClock clock;

	private final Duration interval;

	private Duration ahead;

	/**
	 * Begin watching.
	 * @param clock knows how far the wall clock is ahead
	 * @param interval the time from one refresh to the next; a shorter sleep is ignored
	 */
	MachineResumeWatch(SteadyClock clock, Duration interval) {
		this.clock = clock;
		this.interval = (interval.compareTo(SHORTEST_SLEEP) > 0) ? interval : SHORTEST_SLEEP;
		this.ahead = clock.ahead();
	}

	/**
	 * Return how long the machine has slept since the last check.
	 * @return the time, zero if it did not or too short to matter
	 */
	Duration slept() {
		Duration now = this.clock.ahead();
		Duration jump = now.minus(this.ahead);
		this.ahead = now;
		return (jump.compareTo(this.interval) > 0) ? jump : Duration.ZERO;
	}

}
