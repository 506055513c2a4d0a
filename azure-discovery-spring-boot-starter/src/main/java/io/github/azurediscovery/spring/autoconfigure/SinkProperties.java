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

	private static final Duration SECOND = Duration.ofSeconds(1);

	public SinkProperties {
		requireBetween("sinks.reconcile-interval", reconcileInterval, SECOND, Duration.ofDays(365),
				"Use a duration from 1s to 365d, such as 5m.");
		requireBetween("sinks.settle", settle, Duration.ZERO, Duration.ofMinutes(1),
				"Use a duration from 0s to 1m, such as 100ms.");
		requireBetween("sinks.max-backoff", maxBackoff, SECOND, Duration.ofDays(365),
				"Use a duration from 1s to 365d, such as 30s.");
	}

	private static void requireBetween(String property, Duration value, Duration least, Duration most, String action) {
		PropertyChecks.require(value.compareTo(least) >= 0, property, value, "is too short", action);
		PropertyChecks.require(value.compareTo(most) <= 0, property, value, "is too long", action);
	}

	SinkSettings settings() {
		return SinkSettings.builder()
			.reconcileInterval(this.reconcileInterval)
			.settle(this.settle)
			.maxBackoff(this.maxBackoff)
			.build();
	}

}
