/**
 * Auto-configuration of discovery for the gRPC channels of Spring Boot.
 */
@NullMarked
package io.github.azurediscovery.spring.grpc;

import org.jspecify.annotations.NullMarked;
