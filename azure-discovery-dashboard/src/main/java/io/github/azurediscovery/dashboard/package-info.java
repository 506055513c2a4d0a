/**
 * The dashboard: a live page that shows what discovery knows, and why. One controller
 * serves it in servlet and in reactive applications; {@code ViewerBroadcaster} sends
 * server-sent events to its viewers, and costs nothing while there are none.
 */
@NullMarked
package io.github.azurediscovery.dashboard;

import org.jspecify.annotations.NullMarked;
