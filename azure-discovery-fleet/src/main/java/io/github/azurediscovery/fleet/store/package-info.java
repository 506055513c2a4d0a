/**
 * What the fleet shares, and where: the head and the contents as values, and the store
 * that keeps them with a lease on the head. No class but the Blob store's own uses the
 * SDK of Azure Storage.
 */
@NullMarked
package io.github.azurediscovery.fleet.store;

import org.jspecify.annotations.NullMarked;
