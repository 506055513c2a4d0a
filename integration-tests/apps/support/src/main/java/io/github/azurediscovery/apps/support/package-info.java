/**
 * Instances that answer on loopback, as VMs of the simulated Azure.
 */
@NullMarked
package io.github.azurediscovery.apps.support;

import org.jspecify.annotations.NullMarked;
