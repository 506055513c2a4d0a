/**
 * Azure's side: scale-set and tag lookups, the inventory of a resource group they share,
 * and the one pipeline through which the Azure SDK's list calls go. No type of the SDK
 * leaves this package.
 */
@NullMarked
package io.github.azurediscovery.azure;

import org.jspecify.annotations.NullMarked;
