/**
 * An application that runs through months of changes in minutes, measured before and
 * after.
 */
@NullMarked
package io.github.azurediscovery.endurance;

import org.jspecify.annotations.NullMarked;
