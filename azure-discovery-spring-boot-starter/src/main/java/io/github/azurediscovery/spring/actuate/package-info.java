/**
 * Production-ready features: the actuator endpoints, the views that they share with the
 * dashboard, health and info.
 */
@NullMarked
package io.github.azurediscovery.spring.actuate;

import org.jspecify.annotations.NullMarked;
