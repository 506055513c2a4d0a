/**
 * The instance sources that a refresh asks, and what they share.
 */
@NullMarked
package io.github.azurediscovery.azure.source;

import org.jspecify.annotations.NullMarked;
