/**
 * The simulated environment of the sample: a simulated Azure, and {@code orders}
 * instances that listen on 127.0.0.1. Not active with the profile {@code azure}; omit
 * this package when you copy the sample.
 */
@NullMarked
package io.github.azurediscovery.sample.simulation;

import org.jspecify.annotations.NullMarked;
