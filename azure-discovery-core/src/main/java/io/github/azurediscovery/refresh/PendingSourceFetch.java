package io.github.azurediscovery.refresh;

import java.util.concurrent.Future;

import io.github.azurediscovery.source.RefreshRound;

/**
 * One call to one source, from its start until its result is applied or dropped.
 *
 * @param round the round it belongs to
 * @param mode whether the guard is in force for the answer
 * @param task cancelling it abandons the call
 * @param abandonment abandons the call when it takes too long
 */
record PendingSourceFetch(RefreshRound round, RefreshMode mode, Future<?> task, LifecycleTasks.Timer abandonment) {
}
