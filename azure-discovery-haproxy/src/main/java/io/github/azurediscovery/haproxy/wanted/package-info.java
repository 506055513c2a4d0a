/**
 * What HAProxy shall hold: the desired state as backends of servers with addresses.
 */
@NullMarked
package io.github.azurediscovery.haproxy.wanted;

import org.jspecify.annotations.NullMarked;
