package io.github.azurediscovery.azure.source;

import org.jspecify.annotations.Nullable;

/**
 * The configured scope of one source; {@code null} stands for the value of this VM.
 *
 * @param subscription the subscription
 * @param group the resource group, {@code *} for the whole subscription
 * @param label distinguishes this scope from others, empty if there is only one
 */
record ConfiguredScope(@Nullable String subscription, @Nullable String group, String label) {

}
