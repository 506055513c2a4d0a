package io.github.azurediscovery.agent;

import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.sink.SinkStatus;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} for readiness: UP from the moment that every source has
 * answered and each sink that can be reached, at least one if there are any, holds all of
 * it. What fails later is seen in the health of discovery and does not take readiness
 * back.
 */
final class FirstSnapshotHealthIndicator implements HealthIndicator {

	private final AzureDiscovery discovery;

	private volatile boolean applied;

	FirstSnapshotHealthIndicator(AzureDiscovery discovery) {
		this.discovery = discovery;
	}

	@Override
	public Health health() {
		List<String> waiting = this.applied ? List.of() : waiting();
		this.applied |= waiting.isEmpty();
		return (this.applied ? Health.up() : Health.outOfService().withDetail("waitingFor", waiting)).build();
	}

	private List<String> waiting() {
		List<String> sources = this.discovery.sources()
			.stream()
			.filter((source) -> source.lastSuccess() == null)
			.map((source) -> "source " + source.name())
			.toList();
		if (!sources.isEmpty()) {
			return sources;
		}
		List<SinkStatus> sinks = this.discovery.sinks();
		boolean held = sinks.stream().anyMatch(SinkStatus::complete);
		return sinks.stream()
			.filter((sink) -> !sink.complete() && (!held || sink.error() == null))
			.map((sink) -> "sink " + sink.name())
			.toList();
	}

}
