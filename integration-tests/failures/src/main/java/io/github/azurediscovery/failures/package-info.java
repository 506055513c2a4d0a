/**
 * Instances and callers that fail in real ways, over real sockets, and the verdicts that
 * the documentation states for them.
 */
@NullMarked
package io.github.azurediscovery.failures;

import org.jspecify.annotations.NullMarked;
