/**
 * The instance metadata service: which VM this is, its network interfaces, and the
 * scheduled events of its neighbourhood.
 */
@NullMarked
package io.github.azurediscovery.imds;

import org.jspecify.annotations.NullMarked;
