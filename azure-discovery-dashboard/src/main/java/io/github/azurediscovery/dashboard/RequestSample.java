package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.util.Map;

import io.github.azurediscovery.spring.actuate.ArmUsage.Quota;

/**
 * What one round cost.
 *
 * @param id counts the points of this process, from 1
 * @param at when the round began
 * @param requests how many requests all sources sent
 * @param failed whether a source failed
 * @param remaining what Azure last said is left of each quota, by its name
 */
record RequestSample(long id, Instant at, int requests, boolean failed, Map<String, Quota> remaining) {
}
