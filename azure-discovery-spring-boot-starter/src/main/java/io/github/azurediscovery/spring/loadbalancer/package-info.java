/**
 * Integration with Spring Cloud LoadBalancer: a supplier of the routable instances, the
 * outcome of every load-balanced call as evidence about the instance that was called, and
 * a blocking client that caches lookups.
 */
@NullMarked
package io.github.azurediscovery.spring.loadbalancer;

import org.jspecify.annotations.NullMarked;
