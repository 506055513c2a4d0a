package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.util.Set;

import io.github.azurediscovery.health.ProbeSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which members of a service the load balancer may pick.
 *
 * @param enabled Whether the load balancer chooses among the routable members.
 * @param zonePreference Preference for instances in this VM's zone.
 * @param healthCheck Active probes.
 * @param outlierDetection Ejection of instances by the outcome of calls.
 * @param slowStart Time over which a newcomer's share of the traffic grows. 0 for at
 * once.
 * @param panicThreshold Share of routable members at or under which unhealthy ones are
 * offered as well. 0 for when nobody is routable.
 */
public record AzureLoadBalancerProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue ZonePreference zonePreference, @DefaultValue HealthCheck healthCheck,
		@DefaultValue OutlierDetection outlierDetection, @DefaultValue("0s") Duration slowStart,
		@DefaultValue("0") double panicThreshold) {

	public AzureLoadBalancerProperties {
		PropertyChecks.notNegative("loadbalancer.slow-start", slowStart);
		PropertyChecks.share("loadbalancer.panic-threshold", panicThreshold);
	}

	/**
	 * Preference for instances in this VM's zone.
	 *
	 * @param enabled Whether instances in the own zone are preferred.
	 * @param minShare Share of the own zone's members that must be routable for the zone
	 * to be preferred.
	 */
	public record ZonePreference(@DefaultValue("false") boolean enabled, @DefaultValue("0.5") double minShare) {

		public ZonePreference {
			PropertyChecks.share("loadbalancer.zone-preference.min-share", minShare);
		}

	}

	/**
	 * Active probes.
	 *
	 * @param enabled Whether instances are probed.
	 * @param type Kind of probe.
	 * @param path Path that an HTTP probe asks for.
	 * @param port Port to probe. That of the instance unless set.
	 * @param interval Time from one probe of an instance to the next.
	 * @param timeout Time a probe may take.
	 * @param healthyThreshold Number of good probes in a row that make an instance
	 * healthy.
	 * @param unhealthyThreshold Number of bad probes in a row that make an instance
	 * unhealthy.
	 * @param concurrency Number of probes that may run at the same time.
	 * @param expectedStatus HTTP status, or range of statuses, that counts as good.
	 */
	public record HealthCheck(@DefaultValue("false") boolean enabled, @DefaultValue("http") ProbeSettings.Type type,
			@DefaultValue("/actuator/health") String path, @Nullable Integer port,
			@DefaultValue("10s") Duration interval, @DefaultValue("2s") Duration timeout,
			@DefaultValue("1") int healthyThreshold, @DefaultValue("2") int unhealthyThreshold,
			@DefaultValue("32") int concurrency, @DefaultValue("200-299") String expectedStatus) {

		private static final String PREFIX = "loadbalancer.health-check.";

		public HealthCheck {
			PropertyChecks.port(PREFIX + "port", port);
			PropertyChecks.positive(PREFIX + "interval", interval);
			PropertyChecks.positive(PREFIX + "timeout", timeout);
			PropertyChecks.atLeast(PREFIX + "healthy-threshold", healthyThreshold, 1);
			PropertyChecks.atLeast(PREFIX + "unhealthy-threshold", unhealthyThreshold, 1);
			PropertyChecks.atLeast(PREFIX + "concurrency", concurrency, 1);
			InvalidDiscoveryPropertyException.unless(path.startsWith("/"), PREFIX + "path", path,
					"does not start with a slash", "Use a path such as /actuator/health.");
			PropertyChecks.statuses(PREFIX + "expected-status", expectedStatus);
		}

	}

	/**
	 * Ejection of instances by the outcome of calls.
	 *
	 * @param enabled Whether instances that fail are ejected.
	 * @param consecutiveFailures Number of soft failures in a row that eject an instance.
	 * @param baseEjectionTime Time of the first ejection; it grows with each further one.
	 * @param maxEjectionTime Longest time of an ejection.
	 * @param maxEjectionShare Share of a service's instances that soft failures may eject
	 * at the same time.
	 * @param statuses Comma-separated list of HTTP statuses that count as soft failures.
	 */
	public record OutlierDetection(@DefaultValue("true") boolean enabled, @DefaultValue("5") int consecutiveFailures,
			@DefaultValue("30s") Duration baseEjectionTime, @DefaultValue("5m") Duration maxEjectionTime,
			@DefaultValue("0.2") double maxEjectionShare, @DefaultValue( {
					"502", "503", "504" }) Set<Integer> statuses){

		private static final String PREFIX = "loadbalancer.outlier-detection.";

		public OutlierDetection {
			statuses = Set.copyOf(statuses);
			PropertyChecks.atLeast(PREFIX + "consecutive-failures", consecutiveFailures, 1);
			PropertyChecks.positive(PREFIX + "base-ejection-time", baseEjectionTime);
			PropertyChecks.positive(PREFIX + "max-ejection-time", maxEjectionTime);
			InvalidDiscoveryPropertyException.unless(maxEjectionTime.compareTo(baseEjectionTime) >= 0,
					PREFIX + "max-ejection-time", maxEjectionTime, "is shorter than the base ejection time",
					"Use " + baseEjectionTime + " or longer.");
			PropertyChecks.share(PREFIX + "max-ejection-share", maxEjectionShare);
		}

	}

}
