/**
 * HAProxy's servers as values: what it shows of them, what it is told, and the interface
 * of everything that reaches it.
 */
@NullMarked
package io.github.azurediscovery.haproxy.server;

import org.jspecify.annotations.NullMarked;
