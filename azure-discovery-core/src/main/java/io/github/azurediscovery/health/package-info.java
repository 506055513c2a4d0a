/**
 * Why an instance may or may not be picked: platform, maintenance, probe and outlier give
 * one verdict with reasons.
 */
@NullMarked
package io.github.azurediscovery.health;

import org.jspecify.annotations.NullMarked;
