/**
 * When a backend needs slots, and the section that declares them.
 */
@NullMarked
package io.github.azurediscovery.haproxy.backend;

import org.jspecify.annotations.NullMarked;
