package io.github.azurediscovery.dashboard;

import java.time.Instant;

/**
 * What one round cost.
 *
 * @param id counts the points of this process, from 1
 * @param at when the round began
 * @param requests how many requests all sources sent
 * @param failed whether a source failed
 */
record RequestPoint(long id, Instant at, int requests, boolean failed) {
}
