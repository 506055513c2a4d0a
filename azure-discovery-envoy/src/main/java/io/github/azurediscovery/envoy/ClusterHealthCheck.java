package io.github.azurediscovery.envoy;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How Envoy probes the endpoints of a cluster by itself.
 *
 * @param path the path of an HTTP request, or {@code null} to connect only
 * @param interval the time between two probes
 * @param timeout how long a probe may take
 * @param unhealthyThreshold after how many failures an endpoint is unhealthy
 * @param healthyThreshold after how many successes it is healthy
 */
public record ClusterHealthCheck(@Nullable String path, Duration interval, Duration timeout, int unhealthyThreshold,
		int healthyThreshold) {

}
