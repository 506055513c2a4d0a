/** What Azure has announced for a VM, and what is left of it afterwards. */
@NullMarked
package io.github.azurediscovery.health.maintenance;

import org.jspecify.annotations.NullMarked;
