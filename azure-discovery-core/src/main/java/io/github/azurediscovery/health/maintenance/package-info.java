/** Maintenance that Azure announces for a VM, and the recovery afterwards. */
@NullMarked
package io.github.azurediscovery.health.maintenance;

import org.jspecify.annotations.NullMarked;
