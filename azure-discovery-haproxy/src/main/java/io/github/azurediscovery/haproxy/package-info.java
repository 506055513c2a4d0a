/**
 * What a user configures to feed HAProxy: addresses, backends, slots, and what the slots
 * hold then. {@code HaproxySink} in the package {@code sink} takes it; the other packages
 * below are of use to that sink alone.
 */
@NullMarked
package io.github.azurediscovery.haproxy;

import org.jspecify.annotations.NullMarked;
