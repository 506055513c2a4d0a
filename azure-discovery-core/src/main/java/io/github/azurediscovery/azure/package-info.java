/**
 * What a user configures for discovery in Azure: cloud, credential, scope, tags and
 * services. No type of the Azure SDK leaves this package and the packages below it,
 * except for the two that a user wraps in {@code AzureCredential} and
 * {@code AzurePipeline}.
 */
@NullMarked
package io.github.azurediscovery.azure;

import org.jspecify.annotations.NullMarked;
