/**
 * Looking in from outside: the actuator endpoint and the model it shares with the
 * dashboard, health, metrics, observations and info.
 */
@NullMarked
package io.github.azurediscovery.spring.actuate;

import org.jspecify.annotations.NullMarked;
