package io.github.azurediscovery.spring.actuate;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.FleetStatus;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.spring.client.CatalogFreshness;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.cloud.client.discovery.health.DiscoveryHealthIndicator;

/**
 * {@link HealthIndicator} for discovery itself, not for the instances: UNKNOWN before the
 * first answer and without sources, UP while the catalog is fresh, DOWN when it is stale
 * or when no refresh has ever succeeded. Sinks are a detail, each UP, DOWN while it
 * fails, or UNKNOWN before its first state: a proxy that cannot be reached does not keep
 * this application from working. Does not belong in a readiness group: an application
 * that cannot reach Azure keeps working with the instances it knows.
 */
final class AzureDiscoveryHealthIndicator implements HealthIndicator {

	private final AzureDiscovery discovery;

	private final CatalogFreshness freshness;

	AzureDiscoveryHealthIndicator(AzureDiscovery discovery, CatalogFreshness freshness) {
		this.discovery = discovery;
		this.freshness = freshness;
	}

	@Override
	public Health health() {
		Map<String, String> errors = errors();
		Health.Builder health = new Health.Builder().status(status(errors));
		Duration age = this.freshness.age();
		if (age != null) {
			health.withDetail("age", Duration.ofSeconds(age.toSeconds()).toString());
		}
		Snapshot snapshot = this.discovery.catalog().current();
		health.withDetail("revision", snapshot.revision()).withDetail("instances", instances(snapshot));
		Map<String, Map<String, String>> sinks = sinks();
		if (!sinks.isEmpty()) {
			health.withDetail("sinks", sinks);
		}
		FleetStatus fleet = this.discovery.fleet();
		if (fleet != null) {
			health.withDetail("fleet", fleet(fleet));
		}
		return (errors.isEmpty() ? health : health.withDetail("errors", errors)).build();
	}

	private static Map<String, String> fleet(FleetStatus fleet) {
		Map<String, String> details = new TreeMap<>();
		details.put("role", fleet.poller() ? "poller" : (fleet.candidate() ? "candidate" : "member"));
		details.put("poller", Objects.requireNonNullElse(fleet.pollerName(), "unknown"));
		if (fleet.error() != null) {
			details.put("error", fleet.error());
		}
		return details;
	}

	private Status status(Map<String, String> errors) {
		if (this.discovery.sources().isEmpty()) {
			return Status.UNKNOWN;
		}
		if (this.freshness.age() == null) {
			return errors.isEmpty() ? Status.UNKNOWN : Status.DOWN;
		}
		return this.freshness.stale() ? Status.DOWN : Status.UP;
	}

	private Map<String, String> errors() {
		Map<String, String> errors = new TreeMap<>();
		for (SourceStatus source : this.discovery.sources()) {
			if (source.error() != null) {
				errors.put(source.name(), source.error());
			}
		}
		return errors;
	}

	private Map<String, Map<String, String>> sinks() {
		Map<String, Map<String, String>> sinks = new TreeMap<>();
		for (SinkStatus sink : this.discovery.sinks()) {
			Map<String, String> details = new TreeMap<>();
			details.put("status", status(sink).getCode());
			if (sink.error() != null) {
				details.put("error", sink.error());
			}
			if (sink.incomplete() != null) {
				details.put("incomplete", sink.incomplete());
			}
			sinks.put(sink.name(), details);
		}
		return sinks;
	}

	private static Status status(SinkStatus sink) {
		if (sink.error() != null) {
			return Status.DOWN;
		}
		return (sink.applied() > 0) ? Status.UP : Status.UNKNOWN;
	}

	private static Map<String, Integer> instances(Snapshot snapshot) {
		Map<String, Integer> instances = new TreeMap<>();
		snapshot.services().forEach((id) -> instances.put(id, snapshot.instances(id).size()));
		return instances;
	}

	/**
	 * Return the same health as a contributor to Spring Cloud's
	 * {@code discoveryComposite}.
	 * @return the indicator
	 */
	DiscoveryHealthIndicator asDiscoveryHealthIndicator() {
		return new DiscoveryHealthIndicator() {

			@Override
			public String getName() {
				return "azureDiscovery";
			}

			@Override
			public Health health() {
				return AzureDiscoveryHealthIndicator.this.health();
			}

		};
	}

}
