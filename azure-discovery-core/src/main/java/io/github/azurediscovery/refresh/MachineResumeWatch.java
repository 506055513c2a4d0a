package io.github.azurediscovery.refresh;

import java.time.Duration;

/**
 * Notices that the machine slept, as one that is hibernated and resumed does: the clock
 * on the wall went on, the time by which timers wait stood still. A clock that is set
 * forward as far looks the same; one that is set by seconds, or back, tells nothing.
 * Source: Microsoft Learn, "Hibernation for Azure virtual machines".
 */
final class MachineResumeWatch {

	/** How often to look. */
	static final Duration LOOK = Duration.ofSeconds(1);

	/** Time servers set clocks by seconds; nothing known is old after less than this. */
	private static final Duration SHORTEST_SLEEP = Duration.ofSeconds(30);

	private final SteadyClock clock;

	private final Duration interval;

	private Duration ahead;

	/**
	 * Begin to watch.
	 * @param clock knows how far the clock on the wall is ahead
	 * @param interval the time from one refresh to the next: a shorter sleep does no harm
	 */
	MachineResumeWatch(SteadyClock clock, Duration interval) {
		this.clock = clock;
		this.interval = (interval.compareTo(SHORTEST_SLEEP) > 0) ? interval : SHORTEST_SLEEP;
		this.ahead = clock.ahead();
	}

	/**
	 * Return how long the machine has slept since the last look.
	 * @return the time, zero if it did not or too short to matter
	 */
	Duration slept() {
		Duration now = this.clock.ahead();
		Duration jump = now.minus(this.ahead);
		this.ahead = now;
		return (jump.compareTo(this.interval) > 0) ? jump : Duration.ZERO;
	}

}
