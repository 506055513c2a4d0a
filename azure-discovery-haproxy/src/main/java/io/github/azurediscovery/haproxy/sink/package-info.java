/**
 * The sink: each instance takes a slot of a {@code server-template} and keeps it for
 * life. No reload, no dependency but the core.
 */
@NullMarked
package io.github.azurediscovery.haproxy.sink;

import org.jspecify.annotations.NullMarked;
