/**
 * HAProxy by its Runtime API, at a socket.
 */
@NullMarked
package io.github.azurediscovery.haproxy.runtime;

import org.jspecify.annotations.NullMarked;
