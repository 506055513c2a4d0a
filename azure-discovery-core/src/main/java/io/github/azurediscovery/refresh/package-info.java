/**
 * Asks the sources at intervals, keeps the last good answer of each, and guards against
 * sudden loss.
 */
@NullMarked
package io.github.azurediscovery.refresh;

import org.jspecify.annotations.NullMarked;
