package io.github.azurediscovery.refresh;

import java.util.concurrent.Future;

import io.github.azurediscovery.source.RefreshRound;

/**
 * One question to one source, from asking until its result is applied or dropped.
 *
 * @param round the round it belongs to
 * @param full whether the answer overrides the guard
 * @param task cancelling it abandons the call
 * @param abandonment abandons the call when it takes too long
 */
record PendingFetch(RefreshRound round, boolean full, Future<?> task, LifecycleTasks.Timer abandonment) {
}
