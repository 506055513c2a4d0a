/**
 * Measures the cost of a discovery starter at start-up: jars, time to a started context
 * and to the first snapshot, heap.
 */
@NullMarked
package io.github.azurediscovery.startup;

import org.jspecify.annotations.NullMarked;
