package io.github.azurediscovery.azure.source;

import org.jspecify.annotations.Nullable;

/**
 * Where one source looks, as configured; what is {@code null} is this VM's own.
 *
 * @param subscription the subscription
 * @param group the resource group, {@code *} for the whole subscription
 * @param label tells this scope from others, empty if there is only one
 */
record ConfiguredScope(@Nullable String subscription, @Nullable String group, String label) {

}
