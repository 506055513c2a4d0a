package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;

import io.github.azurediscovery.health.ProbeSettings;
import org.jspecify.annotations.Nullable;

/**
 * The probe of one service, where it differs from that of all services.
 *
 * @param enabled Whether the instances are probed.
 * @param type Kind of probe.
 * @param path Path that an HTTP probe asks for.
 * @param port Port to probe. That of the instance unless set.
 * @param interval Time from one probe of an instance to the next.
 * @param timeout Time a probe may take.
 * @param healthyThreshold Number of good probes in a row that make an instance healthy.
 * @param unhealthyThreshold Number of bad probes in a row that make an instance
 * unhealthy.
 * @param expectedStatus HTTP status, or range of statuses, that counts as good.
 */
public record ServiceHealthCheckProperties(@Nullable Boolean enabled, ProbeSettings.@Nullable Type type,
		@Nullable String path, @Nullable Integer port, @Nullable Duration interval, @Nullable Duration timeout,
		@Nullable Integer healthyThreshold, @Nullable Integer unhealthyThreshold, @Nullable String expectedStatus) {

}
