package io.github.azurediscovery.spring.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.github.azurediscovery.AzureDiscovery;
import org.jspecify.annotations.Nullable;

/**
 * Tells how old the catalog is and whether it is stale. Sends no requests. Thread-safe.
 */
public final class CatalogFreshness {

	private final AzureDiscovery discovery;

	private final Duration staleAfter;

	private final InstantSource clock;

	/**
	 * Create an instance for a catalog.
	 * @param discovery holds the catalog
	 * @param staleAfter the age after which the catalog is stale
	 * @param clock tells the time
	 */
	public CatalogFreshness(AzureDiscovery discovery, Duration staleAfter, InstantSource clock) {
		this.discovery = discovery;
		this.staleAfter = staleAfter;
		this.clock = clock;
	}

	/**
	 * Return the time since the whole catalog was last confirmed.
	 * @return the age, or {@code null} until every source has succeeded once
	 */
	public @Nullable Duration age() {
		Instant lastUpdate = this.discovery.catalog().lastUpdate();
		if (lastUpdate == null) {
			return null;
		}
		Duration age = Duration.between(lastUpdate, this.clock.instant());
		return age.isNegative() ? ageOfRefresher() : age;
	}

	/** The clock was set back: the time of the refresher is not affected. */
	private Duration ageOfRefresher() {
		Instant asOf = this.discovery.status().asOf();
		Duration age = (asOf != null) ? Duration.between(asOf, this.clock.instant()) : Duration.ZERO;
		return age.isNegative() ? Duration.ZERO : age;
	}

	/**
	 * Return the age after which the catalog is stale.
	 * @return {@code azure.discovery.stale-after}
	 */
	public Duration staleAfter() {
		return this.staleAfter;
	}

	/**
	 * Return whether the catalog is stale: older than
	 * {@code azure.discovery.stale-after}, or filled from the snapshot file and not
	 * confirmed since the start. A service with a longer interval of its own is allowed
	 * the additional time. Without sources the catalog is never stale.
	 * @return whether it is stale
	 */
	public boolean stale() {
		if (this.discovery.sources().isEmpty()) {
			return false;
		}
		Duration age = age();
		return (age != null) ? isOld(age) : !this.discovery.catalog().current().services().isEmpty();
	}

	/**
	 * Check that the catalog is fresh.
	 * @throws IllegalStateException if it is stale or was never filled
	 */
	public void probe() {
		if (this.discovery.sources().isEmpty()) {
			return;
		}
		Duration age = age();
		if (age == null) {
			throw new IllegalStateException("No refresh of the Azure catalog has succeeded yet");
		}
		if (isOld(age)) {
			throw new IllegalStateException("The Azure catalog was last confirmed %d s ago, stale after %d s"
				.formatted(age.toSeconds(), this.staleAfter.toSeconds()));
		}
	}

	private boolean isOld(Duration age) {
		if (age.compareTo(this.staleAfter) <= 0) {
			return false;
		}
		Instant asOf = this.discovery.status().asOf();
		return asOf == null || Duration.between(asOf, this.clock.instant()).compareTo(this.staleAfter) > 0;
	}

}
