/**
 * The live page: what discovery sees, and why. One controller serves it in servlet and
 * reactive applications alike; {@code Viewers} feeds whoever looks by server-sent events,
 * and costs nothing while nobody does.
 */
@NullMarked
package io.github.azurediscovery.dashboard;

import org.jspecify.annotations.NullMarked;
