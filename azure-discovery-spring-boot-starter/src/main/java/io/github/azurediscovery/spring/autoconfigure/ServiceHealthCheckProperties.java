package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;

import io.github.azurediscovery.health.ProbeSettings;
import org.jspecify.annotations.Nullable;

/**
 * Properties for the probes of one service, where they differ from those of all services.
 *
 * @param enabled Whether the instances are probed.
 * @param type Kind of probe.
 * @param path Path of the HTTP request.
 * @param port Port to probe. By default that of the instance.
 * @param interval Interval between probes of an instance.
 * @param timeout Timeout of a probe.
 * @param healthyThreshold Number of consecutive successful probes after which an instance
 * is healthy.
 * @param unhealthyThreshold Number of consecutive failed probes after which an instance
 * is unhealthy.
 * @param expectedStatus HTTP status, or range of statuses, of a successful probe.
 */
public record ServiceHealthCheckProperties(@Nullable Boolean enabled, ProbeSettings.@Nullable Type type,
		@Nullable String path, @Nullable Integer port, @Nullable Duration interval, @Nullable Duration timeout,
		@Nullable Integer healthyThreshold, @Nullable Integer unhealthyThreshold, @Nullable String expectedStatus) {

}
