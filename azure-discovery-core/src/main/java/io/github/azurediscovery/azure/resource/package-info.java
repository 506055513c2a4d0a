/**
 * Azure's resources as values: VMs, scale sets, network interfaces, their ids and tags.
 */
@NullMarked
package io.github.azurediscovery.azure.resource;

import org.jspecify.annotations.NullMarked;
