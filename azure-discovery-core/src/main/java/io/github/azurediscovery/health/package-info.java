/**
 * Decides whether an instance may be picked: platform, maintenance, probe and outlier
 * evidence give one verdict with reasons.
 */
@NullMarked
package io.github.azurediscovery.health;

import org.jspecify.annotations.NullMarked;
