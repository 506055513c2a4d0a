/**
 * Finds the VMs that serve a service, and makes instances of them.
 */
@NullMarked
package io.github.azurediscovery.azure.lookup;

import org.jspecify.annotations.NullMarked;
