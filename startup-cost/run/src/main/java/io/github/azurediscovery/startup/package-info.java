/**
 * What a discovery starter costs an application at its start: jars, time to a started
 * context and to the first snapshot, heap.
 */
@NullMarked
package io.github.azurediscovery.startup;

import org.jspecify.annotations.NullMarked;
