/** Asks an instance for a sign of life, over the network. */
@NullMarked
package io.github.azurediscovery.health.probe;

import org.jspecify.annotations.NullMarked;
