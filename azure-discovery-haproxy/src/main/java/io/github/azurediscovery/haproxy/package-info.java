/**
 * Feeds HAProxy through its Runtime API, or its Dataplane API where no socket can be
 * reached: each instance takes a slot of a {@code server-template} and keeps it for life.
 * No reload, no dependency but the core.
 */
@NullMarked
package io.github.azurediscovery.haproxy;

import org.jspecify.annotations.NullMarked;
