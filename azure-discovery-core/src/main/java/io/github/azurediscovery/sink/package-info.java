/**
 * Where the instances go besides the callers of this application: proxies such as HAProxy
 * and Envoy. A sink is given the whole state that it shall hold, again whenever that
 * changes, and says when it holds it.
 */
@NullMarked
package io.github.azurediscovery.sink;

import org.jspecify.annotations.NullMarked;
