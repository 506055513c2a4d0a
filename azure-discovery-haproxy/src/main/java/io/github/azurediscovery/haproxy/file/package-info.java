/**
 * Files that HAProxy reads: backends, and the state of servers.
 */
@NullMarked
package io.github.azurediscovery.haproxy.file;

import org.jspecify.annotations.NullMarked;
