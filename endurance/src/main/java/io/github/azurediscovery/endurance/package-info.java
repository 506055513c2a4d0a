/**
 * An application that lives through months in minutes, and is measured before and after.
 */
@NullMarked
package io.github.azurediscovery.endurance;

import org.jspecify.annotations.NullMarked;
