package io.github.azurediscovery.catalog;

/**
 * Called when the content of the catalog has changed. Called on the daemon thread
 * {@code azure-discovery-events}, one change after the other, after the new snapshot and
 * its routes are visible; changes that a listener is too slow to take one by one become
 * one. Whatever it throws, errors of the virtual machine included, is logged in one line
 * and harms no other listener.
 */
@FunctionalInterface
public interface CatalogListener {

	/**
	 * The content changed.
	 * @param change what differs; never empty
	 */
	void catalogChanged(SnapshotChange change);

}
