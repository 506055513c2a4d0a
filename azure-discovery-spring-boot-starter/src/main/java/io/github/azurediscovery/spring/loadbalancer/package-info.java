/**
 * What Spring Cloud LoadBalancer picks from: one supplier over the routes, and the
 * outcome of every load-balanced call as evidence about the instance that was called; for
 * blocking callers, Spring's own client over a factory that remembers.
 */
@NullMarked
package io.github.azurediscovery.spring.loadbalancer;

import org.jspecify.annotations.NullMarked;
