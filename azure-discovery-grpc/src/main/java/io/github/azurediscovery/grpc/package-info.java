/**
 * Discovery for gRPC channels: resolves {@code azure-discovery:///service} to the
 * instances that may be called now, and reports how calls to them end. Nothing here needs
 * Spring.
 */
@NullMarked
package io.github.azurediscovery.grpc;

import org.jspecify.annotations.NullMarked;
