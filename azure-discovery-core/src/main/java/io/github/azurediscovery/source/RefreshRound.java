package io.github.azurediscovery.source;

import java.time.Instant;

/**
 * One round of asking. Sources that share what they ask for share it within a round, and
 * only within it: two rounds are different even if they began in the same moment.
 *
 * @param number counts the rounds of a process, from 1
 * @param started when the round began
 * @param onDemand whether a caller waits for it: a source then asks for what it would
 * otherwise ask for less often
 */
public record RefreshRound(long number, Instant started, boolean onDemand) {

	/**
	 * A round of the schedule.
	 * @param number counts the rounds of a process, from 1
	 * @param started when the round began
	 */
	public RefreshRound(long number, Instant started) {
		this(number, started, false);
	}

	/**
	 * Return a round that a caller waits for.
	 * @param number counts the rounds of a process, from 1
	 * @param started when the round began
	 */
	public static RefreshRound onDemand(long number, Instant started) {
		return new RefreshRound(number, started, true);
	}

}
