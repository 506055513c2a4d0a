package io.github.azurediscovery.source;

import java.time.Instant;

/**
 * One round of asking. Sources that share what they ask for share it within a round, and
 * only within it: two rounds are different even if they began in the same moment.
 *
 * @param number counts the rounds of a process, from 1
 * @param started when the round began
 */
public record Round(long number, Instant started) {
}
