package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.util.Set;

import io.github.azurediscovery.health.ProbeSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for the instances that the load balancer may choose.
 *
 * @param enabled Whether the load balancer chooses from the routable instances.
 * @param zonePreference Preference for instances in this VM's zone.
 * @param healthCheck Active probes.
 * @param outlierDetection Ejection of instances to which calls fail.
 * @param slowStart Time over which the traffic share of a new instance grows. 0 gives it
 * its full share at once.
 * @param panicThreshold Share of routable instances at or below which unhealthy instances
 * are offered as well. With 0 only if no instance is routable.
 */
public record AzureLoadBalancerProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue ZonePreference zonePreference, @DefaultValue HealthCheck healthCheck,
		@DefaultValue OutlierDetection outlierDetection, @DefaultValue("0s") Duration slowStart,
		@DefaultValue("0") double panicThreshold) {

	/**
	 * Preference for instances in this VM's zone.
	 *
	 * @param enabled Whether instances in this VM's zone are preferred.
	 * @param minShare Share of the zone's instances that must be routable for the zone to
	 * be preferred.
	 */
	public record ZonePreference(@DefaultValue("false") boolean enabled, @DefaultValue("0.5") double minShare) {

	}

	/**
	 * Active probes.
	 *
	 * @param enabled Whether instances are probed.
	 * @param type Kind of probe.
	 * @param path Path of the HTTP request.
	 * @param port Port to probe. By default that of the instance.
	 * @param interval Interval between probes of an instance.
	 * @param timeout Timeout of a probe.
	 * @param healthyThreshold Number of consecutive successful probes after which an
	 * instance is healthy.
	 * @param unhealthyThreshold Number of consecutive failed probes after which an
	 * instance is unhealthy.
	 * @param concurrency Maximum number of concurrent probes.
	 * @param expectedStatus HTTP status, or range of statuses, of a successful probe.
	 */
	public record HealthCheck(@DefaultValue("false") boolean enabled, @DefaultValue("http") ProbeSettings.Type type,
			@DefaultValue("/actuator/health") String path, @Nullable Integer port,
			@DefaultValue("10s") Duration interval, @DefaultValue("2s") Duration timeout,
			@DefaultValue("1") int healthyThreshold, @DefaultValue("2") int unhealthyThreshold,
			@DefaultValue("32") int concurrency, @DefaultValue("200-299") String expectedStatus) {

	}

	/**
	 * Ejection of instances to which calls fail.
	 *
	 * @param enabled Whether instances to which calls fail are ejected.
	 * @param consecutiveFailures Number of consecutive soft failures after which an
	 * instance is ejected.
	 * @param baseEjectionTime Duration of the first ejection. Each further one takes
	 * longer.
	 * @param maxEjectionTime Maximum duration of an ejection.
	 * @param maxEjectionShare Maximum share of a service's instances that are ejected for
	 * soft failures at the same time.
	 * @param statuses Comma-separated list of HTTP statuses that count as soft failures.
	 */
	public record OutlierDetection(@DefaultValue("true") boolean enabled, @DefaultValue("5") int consecutiveFailures,
			@DefaultValue("30s") Duration baseEjectionTime, @DefaultValue("5m") Duration maxEjectionTime,
			@DefaultValue("0.2") double maxEjectionShare, @DefaultValue( {
					"502", "503", "504" }) Set<Integer> statuses){

		public OutlierDetection {
			statuses = Set.copyOf(statuses);
		}

	}

}
