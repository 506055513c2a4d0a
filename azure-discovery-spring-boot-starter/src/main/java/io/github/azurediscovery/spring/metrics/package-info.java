/**
 * Metrics, and observations of refreshes.
 */
@NullMarked
package io.github.azurediscovery.spring.metrics;

import org.jspecify.annotations.NullMarked;
