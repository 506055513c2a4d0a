/**
 * The credential that a VM authenticates with, and the access token fetched with it.
 */
@NullMarked
package io.github.azurediscovery.azure.identity;

import org.jspecify.annotations.NullMarked;
