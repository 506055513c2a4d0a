/**
 * HAProxy by its Dataplane API, where no socket can be reached.
 */
@NullMarked
package io.github.azurediscovery.haproxy.dataplane;

import org.jspecify.annotations.NullMarked;
