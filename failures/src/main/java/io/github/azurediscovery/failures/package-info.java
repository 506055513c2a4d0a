/**
 * Instances that fail and callers in trouble, over real sockets, and what the
 * documentation says of each.
 */
@NullMarked
package io.github.azurediscovery.failures;

import org.jspecify.annotations.NullMarked;
