/**
 * One request to Azure Resource Manager: the policies of the HTTP pipeline, rate limits
 * and errors.
 */
@NullMarked
package io.github.azurediscovery.azure.http;

import org.jspecify.annotations.NullMarked;
