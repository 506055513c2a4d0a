/**
 * Spring Boot's part of the control plane: the sink, its services for Boot's gRPC server,
 * REST xDS, and metrics.
 */
@NullMarked
package io.github.azurediscovery.spring.envoy;

import org.jspecify.annotations.NullMarked;
