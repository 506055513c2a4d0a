/**
 * What Spring Cloud LoadBalancer picks from: one supplier over the routes, and the
 * outcome of every load-balanced call as evidence about the instance that was called.
 */
@NullMarked
package io.github.azurediscovery.spring.loadbalancer;

import org.jspecify.annotations.NullMarked;
