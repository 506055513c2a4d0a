/**
 * Spring Boot's part of feeding HAProxy: a sink for each socket that
 * {@code azure.discovery.haproxy.sockets} names, and its metrics.
 */
@NullMarked
package io.github.azurediscovery.spring.haproxy;

import org.jspecify.annotations.NullMarked;
