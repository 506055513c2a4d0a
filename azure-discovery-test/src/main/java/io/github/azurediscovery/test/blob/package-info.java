/**
 * A simulated Blob service: what the Azure SDK asks for leases, conditional writes and
 * lists, answered as Azurite answers it, or more strictly.
 */
@NullMarked
package io.github.azurediscovery.test.blob;

import org.jspecify.annotations.NullMarked;
