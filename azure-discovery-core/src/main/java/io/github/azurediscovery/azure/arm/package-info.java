/**
 * Complete lists from Azure Resource Manager, read with the clients of the Azure SDK.
 */
@NullMarked
package io.github.azurediscovery.azure.arm;

import org.jspecify.annotations.NullMarked;
