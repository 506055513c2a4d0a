/**
 * Membership in a fleet without Spring: a member reads what one poller found, a candidate
 * may become that poller. Of the store it knows only the interface.
 */
@NullMarked
package io.github.azurediscovery.fleet;

import org.jspecify.annotations.NullMarked;
