package io.github.azurediscovery.refresh;

import io.github.azurediscovery.catalog.SnapshotChange;

/**
 * The result of an on-demand refresh.
 *
 * @param change the change since the request
 * @param refreshed whether a round that began after the request has ended
 * @param note why not, or a remark for operators; empty if there is none
 */
public record RefreshOutcome(SnapshotChange change, boolean refreshed, String note) {
}
