package io.github.azurediscovery.catalog;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener, and the snapshot that it was told of last. What it has not been told yet is
 * one change, from that snapshot to the current one. Told by one thread at a time.
 */
final class CatalogSubscriber {

	private static final Logger logger = LoggerFactory.getLogger(MutableCatalog.class);

	private final CatalogListener listener;

	private Snapshot told;

	CatalogSubscriber(CatalogListener listener, Snapshot current) {
		this.listener = listener;
		this.told = current;
	}

	/**
	 * Tell of all that changed since the last time.
	 * @param current the current snapshot
	 * @param others what the subscriber before was told, which is mostly the same
	 * @return what this one was told
	 */
	SnapshotChange tell(Snapshot current, @Nullable SnapshotChange others) {
		SnapshotChange change = (others != null && others.before() == this.told) ? others
				: SnapshotChange.between(this.told, current);
		this.told = current;
		if (!change.isEmpty()) {
			tell(change);
		}
		return change;
	}

	private void tell(SnapshotChange change) {
		try {
			this.listener.catalogChanged(change);
		}
		catch (Throwable ex) {
			logger.warn("Catalog listener {} failed at revision {}: {}", this.listener.getClass().getName(),
					change.after().revision(), ex.toString());
			logger.debug("Where the catalog listener failed", ex);
		}
	}

}
