package io.github.azurediscovery.catalog;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener, and the last snapshot that it received. What it has not received yet is one
 * change, from that snapshot to the current one. Used by one thread at a time.
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
	 * Deliver all that changed since the last time.
	 * @param current the current snapshot
	 * @param others what the subscriber before received, which is mostly the same
	 * @return what this one received
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
