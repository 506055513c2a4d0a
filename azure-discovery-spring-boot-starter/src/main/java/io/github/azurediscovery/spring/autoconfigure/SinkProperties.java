package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;

import io.github.azurediscovery.sink.SinkSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for sinks, such as proxies, which are given the instances. Immutable: a
 * change takes effect after a restart.
 *
 * @param reconcileInterval Interval between comparisons of all that a sink holds.
 * @param settle Time to wait for further changes before a change is applied.
 * @param maxBackoff Longest interval between attempts at a sink that fails.
 */
@ConfigurationProperties("azure.discovery.sinks")
public record SinkProperties(@DefaultValue("5m") Duration reconcileInterval, @DefaultValue("100ms") Duration settle,
		@DefaultValue("30s") Duration maxBackoff) {

	public SinkProperties {
		settings(reconcileInterval, settle, maxBackoff);
	}

	SinkSettings settings() {
		return settings(this.reconcileInterval, this.settle, this.maxBackoff);
	}

	private static SinkSettings settings(Duration reconcileInterval, Duration settle, Duration maxBackoff) {
		return PropertyChecks.settings(() -> SinkSettings.builder()
			.reconcileInterval(reconcileInterval)
			.settle(settle)
			.maxBackoff(maxBackoff)
			.build());
	}

}
