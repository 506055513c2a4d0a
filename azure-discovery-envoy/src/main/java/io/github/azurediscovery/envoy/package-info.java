/**
 * Envoy and proxyless gRPC, fed over xDS.
 * {@link io.github.azurediscovery.envoy.EnvoySink} is the way in: its services belong
 * into a gRPC server.
 */
@NullMarked
package io.github.azurediscovery.envoy;

import org.jspecify.annotations.NullMarked;
