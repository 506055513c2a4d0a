/**
 * Production-ready features: the actuator endpoints, the views that they share with the
 * dashboard, health, info, metrics and observations.
 */
@NullMarked
package io.github.azurediscovery.spring.actuate;

import org.jspecify.annotations.NullMarked;
