/**
 * The way in for programs without Spring: build an {@link AzureDiscovery}, discover once
 * or keep refreshing.
 */
@NullMarked
package io.github.azurediscovery;

import org.jspecify.annotations.NullMarked;
