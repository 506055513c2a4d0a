/**
 * The wire: the loopback server, what an
 * {@link io.github.azurediscovery.test.http.AzureOperation} of Azure is, the faults that
 * may strike it, and the log of everything that was asked.
 */
@NullMarked
package io.github.azurediscovery.test.http;

import org.jspecify.annotations.NullMarked;
