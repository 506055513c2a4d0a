/** Auto-configuration of membership in a fleet. */
@NullMarked
package io.github.azurediscovery.spring.fleet;

import org.jspecify.annotations.NullMarked;
