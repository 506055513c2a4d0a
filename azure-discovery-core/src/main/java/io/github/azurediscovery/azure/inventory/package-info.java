/**
 * The VMs of a scope or a scale set, joined from several lists, and when to ask again for
 * each.
 */
@NullMarked
package io.github.azurediscovery.azure.inventory;

import org.jspecify.annotations.NullMarked;
