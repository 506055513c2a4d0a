package io.github.azurediscovery.spring.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.azurediscovery.AzureDiscovery;
import org.jspecify.annotations.Nullable;

/**
 * How old what is known is. Reading is cheap and never calls Azure. Thread-safe.
 */
public final class CatalogFreshness {

	private final AzureDiscovery discovery;

	private final Duration staleAfter;

	private final InstantSource clock;

	/**
	 * Create the judge of a catalog's age.
	 * @param discovery holds the catalog
	 * @param staleAfter the age from which on the catalog is stale
	 * @param clock tells the time
	 */
	public CatalogFreshness(AzureDiscovery discovery, Duration staleAfter, InstantSource clock) {
		this.discovery = discovery;
		this.staleAfter = staleAfter;
		this.clock = clock;
	}

	/**
	 * Return the time since all of what is known was last confirmed.
	 * @return the age, or {@code null} before every source has succeeded once
	 */
	public @Nullable Duration age() {
		Instant lastUpdate = this.discovery.catalog().lastUpdate();
		if (lastUpdate == null) {
			return null;
		}
		Duration age = Duration.between(lastUpdate, this.clock.instant());
		return age.isNegative() ? ageDespiteTheClock() : age;
	}

	/** The clock was set back since: the refresher knows better. */
	private Duration ageDespiteTheClock() {
		Instant asOf = this.discovery.status().asOf();
		Duration age = (asOf != null) ? Duration.between(asOf, this.clock.instant()) : Duration.ZERO;
		return age.isNegative() ? Duration.ZERO : age;
	}

	/**
	 * Return the age from which on the catalog is stale.
	 * @return {@code azure.discovery.stale-after}
	 */
	public Duration staleAfter() {
		return this.staleAfter;
	}

	/**
	 * Return whether the catalog is older than {@code azure.discovery.stale-after}, or
	 * holds what nobody has confirmed since the start. A service with a longer interval
	 * of its own is given the time by which that is longer. Without sources nothing is
	 * stale.
	 * @return whether it is stale
	 */
	public boolean stale() {
		if (this.discovery.sources().isEmpty()) {
			return false;
		}
		Duration age = age();
		return (age != null) ? late(age) : !this.discovery.catalog().current().services().isEmpty();
	}

	/**
	 * Do nothing if the catalog can be trusted.
	 * @throws IllegalStateException if it is stale, or was never filled
	 */
	public void probe() {
		if (this.discovery.sources().isEmpty()) {
			return;
		}
		Duration age = age();
		if (age == null) {
			throw new IllegalStateException("No refresh of the Azure catalog has succeeded yet");
		}
		if (late(age)) {
			throw new IllegalStateException("The Azure catalog was last confirmed %d s ago, stale after %d s"
				.formatted(age.toSeconds(), this.staleAfter.toSeconds()));
		}
	}

	private boolean late(Duration age) {
		if (age.compareTo(this.staleAfter) <= 0) {
			return false;
		}
		Instant asOf = this.discovery.status().asOf();
		return asOf == null || Duration.between(asOf, this.clock.instant()).compareTo(this.staleAfter) > 0;
	}

}
