package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties for the refresh of the catalog. Immutable: a change takes effect after a
 * restart.
 *
 * @param refresh Refresh of the catalog.
 * @param guard Guard against the sudden loss of instances.
 * @param scheduledEvents Maintenance that Azure announces as scheduled events.
 */
@ConfigurationProperties("azure.discovery")
public record CatalogRefreshProperties(@DefaultValue Refresh refresh, @DefaultValue Guard guard,
		@DefaultValue ScheduledEvents scheduledEvents) {

	/**
	 * Refresh of the catalog.
	 *
	 * @param interval Interval between refreshes of the instances.
	 * @param statusInterval Interval between refreshes of power state and health.
	 * @param jitter Share of the interval by which it varies randomly.
	 * @param timeout Timeout of a request to Azure.
	 * @param maxBackoff Longest interval between refreshes of a source that fails, but
	 * never less than its own interval.
	 */
	public record Refresh(@DefaultValue("30s") Duration interval, @DefaultValue("2m") Duration statusInterval,
			@DefaultValue("0.2") double jitter, @DefaultValue("15s") Duration timeout,
			@DefaultValue("5m") Duration maxBackoff) {

	}

	/**
	 * Guard against the sudden loss of instances.
	 *
	 * @param maxLoss Share of a service's instances that one refresh may remove without
	 * confirmation.
	 * @param confirmations Number of further refreshes that must confirm a larger loss.
	 */
	public record Guard(@DefaultValue("0.5") double maxLoss, @DefaultValue("2") int confirmations) {

	}

	/**
	 * Maintenance that Azure announces as scheduled events. The first request for them
	 * changes how Azure treats the VM: restarts then wait for an approval or for the end
	 * of the notice period.
	 *
	 * @param enabled Whether announced maintenance takes instances out of rotation.
	 * @param interval Interval between requests for scheduled events.
	 * @param freezeLongerThan Duration above which a freeze counts as maintenance.
	 * @param leadTime Time before the announced start at which an instance is taken out
	 * of rotation. Preempt and Terminate take it out at once.
	 * @param acknowledge Whether events that affect only this VM are approved once it has
	 * no more traffic.
	 */
	public record ScheduledEvents(@DefaultValue("false") boolean enabled, @DefaultValue("5s") Duration interval,
			@DefaultValue("10s") Duration freezeLongerThan, @DefaultValue("5m") Duration leadTime,
			@DefaultValue("false") boolean acknowledge) {

	}

}
