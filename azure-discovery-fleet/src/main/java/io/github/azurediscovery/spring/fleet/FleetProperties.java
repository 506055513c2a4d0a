package io.github.azurediscovery.spring.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.github.azurediscovery.azure.AzureEndpoints;
import io.github.azurediscovery.fleet.FleetFallback;
import io.github.azurediscovery.fleet.FleetMember;
import io.github.azurediscovery.fleet.FleetSettings;
import io.github.azurediscovery.fleet.store.StoreAddress;
import io.github.azurediscovery.setting.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of membership in a fleet. Immutable: a change takes effect after a restart.
 *
 * @param store Container, and prefix in it, through which the fleet shares, such as
 * https://ACCOUNT.blob.core.windows.net/CONTAINER. Setting it makes the application a
 * member.
 * @param candidate Whether the application may become the poller, which asks Azure for
 * the fleet.
 * @param readInterval Interval between two readings of what the poller found.
 * @param lease Time after which the seat of a poller that has died is free, 15s to 60s.
 * @param resignAfter Time after which a poller gives up its seat if it cannot ask Azure
 * for reasons of its own, such as missing rights.
 * @param fallback What a candidate does while the store is away: keep keeps the last
 * instances, poll asks Azure for itself after 10 minutes.
 * @param services Comma-separated list of the services to take from the fleet, in which *
 * stands for any characters.
 * @param name Name of the application as the poller. By default that of the VM.
 */
@ConfigurationProperties(FleetProperties.PREFIX)
public record FleetProperties(@Nullable String store, @DefaultValue("false") boolean candidate,
		@DefaultValue("30s") Duration readInterval, @DefaultValue("30s") Duration lease,
		@DefaultValue("3m") Duration resignAfter, @DefaultValue("keep") FleetFallback fallback,
		@DefaultValue("*") List<String> services, @Nullable String name) {

	/** The prefix of all properties. */
	public static final String PREFIX = "azure.discovery.fleet";

	private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(5);

	public FleetProperties {
		services = List.copyOf(services);
	}

	/** Return whether the application is a member. */
	boolean isMember() {
		return this.store != null && !this.store.isBlank();
	}

	/**
	 * Create a member of the fleet.
	 * @param candidate whether it may become the poller
	 * @throws InvalidSettingException if a property is invalid
	 */
	FleetMember member(boolean candidate) {
		StoreAddress address = StoreAddress.parse(Objects.requireNonNullElse(this.store, ""));
		if (!AzureEndpoints.isLoopback(address.account()) && this.readInterval.compareTo(SHORTEST_INTERVAL) < 0) {
			throw new InvalidSettingException("fleet.read-interval", this.readInterval,
					"5 s or longer: all members share what the store can serve");
		}
		return FleetMember.of(address, settings(candidate));
	}

	/**
	 * Return how to take part.
	 * @param candidate whether the application may become the poller
	 */
	FleetSettings settings(boolean candidate) {
		return FleetSettings.builder()
			.candidate(candidate)
			.readInterval(this.readInterval)
			.lease(this.lease)
			.resignAfter(this.resignAfter)
			.fallback(this.fallback)
			.services(this.services)
			.name(this.name)
			.build();
	}

}
