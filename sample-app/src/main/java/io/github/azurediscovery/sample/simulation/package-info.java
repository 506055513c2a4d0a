/**
 * What stands in for Azure when the sample runs without it: the simulated Azure, and
 * {@code orders} instances that really listen on 127.0.0.1. Off with the profile
 * {@code azure}; leave this package out when you copy the sample.
 */
@NullMarked
package io.github.azurediscovery.sample.simulation;

import org.jspecify.annotations.NullMarked;
