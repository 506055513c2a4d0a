/**
 * Combines platform status, maintenance, probes and call outcomes into one verdict per
 * instance.
 */
@NullMarked
package io.github.azurediscovery.health.engine;

import org.jspecify.annotations.NullMarked;
