/**
 * Which server takes which slot: plans, and what HAProxy does not show of the slots.
 */
@NullMarked
package io.github.azurediscovery.haproxy.slot;

import org.jspecify.annotations.NullMarked;
