/**
 * What exists in the simulated Azure: subscriptions, resource groups, virtual machines,
 * scale sets and network interfaces. Every change counts at once, at any time, from any
 * thread.
 */
@NullMarked
package io.github.azurediscovery.test.estate;

import org.jspecify.annotations.NullMarked;
