package io.github.azurediscovery.refresh;

import io.github.azurediscovery.catalog.SnapshotChange;

/**
 * The answer to a wish for a refresh.
 *
 * @param change what changed since the wish
 * @param refreshed whether a round that began after the wish has ended
 * @param note why not, or what to know about it, in words for a person; empty if nothing
 */
public record RefreshOutcome(SnapshotChange change, boolean refreshed, String note) {
}
