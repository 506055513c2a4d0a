/**
 * Feeds HAProxy through its Runtime API: each instance takes a slot of a
 * {@code server-template} and keeps it for life. No reload, no dependency.
 */
@NullMarked
package io.github.azurediscovery.haproxy;

import org.jspecify.annotations.NullMarked;
