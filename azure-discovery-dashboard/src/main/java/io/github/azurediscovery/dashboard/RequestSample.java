package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.util.Map;

import io.github.azurediscovery.spring.metrics.ArmUsage.Quota;

/**
 * The requests of one refresh.
 *
 * @param id the number of the sample in this process, from 1
 * @param at when the refresh started
 * @param requests the number of requests of all sources
 * @param failed whether a source failed
 * @param remaining what remains of each quota, as Azure reported it last, by name
 */
record RequestSample(long id, Instant at, int requests, boolean failed, Map<String, Quota> remaining) {
}
