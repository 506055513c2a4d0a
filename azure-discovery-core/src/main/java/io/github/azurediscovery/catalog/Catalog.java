package io.github.azurediscovery.catalog;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Holds the current snapshot. Reading is one volatile read: it never waits, never calls
 * Azure and never throws. Thread-safe.
 */
public interface Catalog {

	/**
	 * Return the current snapshot.
	 * @return the snapshot, {@link Snapshot#EMPTY} before the first successful refresh
	 */
	Snapshot current();

	/**
	 * Return when all of what is known was last confirmed: the oldest last success among
	 * the sources.
	 * @return the instant, or {@code null} before every source has succeeded once
	 */
	@Nullable Instant lastUpdate();

	/**
	 * Subscribe to changes of content from now on.
	 * @param listener the listener
	 * @return ends the subscription when closed
	 */
	ListenerSubscription subscribe(CatalogListener listener);

}
