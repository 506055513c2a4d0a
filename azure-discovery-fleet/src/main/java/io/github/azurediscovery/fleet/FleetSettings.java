package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.setting.InvalidSettingException;
import io.github.azurediscovery.setting.SettingBounds;
import org.jspecify.annotations.Nullable;

/**
 * How an application takes part in a fleet.
 *
 * @param candidate whether it may become the poller
 * @param readInterval the time from one reading of the head to the next, from 1 ms to 365
 * days
 * @param lease how long the seat of a poller that has died stays taken, 15 s to 60 s
 * @param resignAfter for how long a poller that fails for reasons of its own keeps its
 * seat
 * @param fallback what a candidate does while the store is away
 * @param services ids of the services to take from the fleet, {@code *} stands for any
 * characters
 * @param name what others call this application when it is the poller, {@code null} for
 * the name of the VM
 */
public record FleetSettings(boolean candidate, Duration readInterval, Duration lease, Duration resignAfter,
		FleetFallback fallback, List<String> services, @Nullable String name) {

	private static final Duration SHORTEST_LEASE = Duration.ofSeconds(15);

	private static final Duration LONGEST_LEASE = Duration.ofSeconds(60);

	/** A member that is no candidate. */
	public static final FleetSettings DEFAULT = builder().build();

	/**
	 * Check the settings.
	 * @throws IllegalArgumentException if one of them cannot be meant; the message names
	 * it and says what it may be
	 */
	public FleetSettings {
		SettingBounds.interval("fleet.read-interval", readInterval);
		SettingBounds.interval("fleet.resign-after", resignAfter);
		if (lease.compareTo(SHORTEST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0
				|| !lease.equals(Duration.ofSeconds(lease.toSeconds()))) {
			throw new InvalidSettingException("fleet.lease", lease, "from 15 s to 60 s, in whole seconds");
		}
		services = List.copyOf(services);
	}

	/** Return a builder that holds the defaults. */
	public static Builder builder() {
		return new Builder();
	}

	/** Builds {@link FleetSettings}. What is not set keeps its default. */
	public static final class Builder {

		private boolean candidate;

		private Duration readInterval = Duration.ofSeconds(30);

		private Duration lease = Duration.ofSeconds(30);

		private Duration resignAfter = Duration.ofMinutes(3);

		private FleetFallback fallback = FleetFallback.KEEP;

		private List<String> services = List.of("*");

		private @Nullable String name;

		private Builder() {
		}

		/** Set whether this application may become the poller, not by default. */
		public Builder candidate(boolean candidate) {
			this.candidate = candidate;
			return this;
		}

		/** Set how often to read the head, every 30 s by default. */
		public Builder readInterval(Duration readInterval) {
			this.readInterval = readInterval;
			return this;
		}

		/** Set how long a seat is taken without renewal, 30 s by default. */
		public Builder lease(Duration lease) {
			this.lease = lease;
			return this;
		}

		/** Set when a poller that fails for its own reasons resigns, 3 min by default. */
		public Builder resignAfter(Duration resignAfter) {
			this.resignAfter = resignAfter;
			return this;
		}

		/** Set what a candidate does while the store is away, keep by default. */
		public Builder fallback(FleetFallback fallback) {
			this.fallback = fallback;
			return this;
		}

		/** Set which services to take, all by default. */
		public Builder services(List<String> services) {
			this.services = services;
			return this;
		}

		/** Set the name of this application, that of the VM by default. */
		public Builder name(@Nullable String name) {
			this.name = name;
			return this;
		}

		/**
		 * Build the settings.
		 * @throws IllegalArgumentException if a value is out of bounds
		 */
		public FleetSettings build() {
			return new FleetSettings(this.candidate, this.readInterval, this.lease, this.resignAfter, this.fallback,
					this.services, this.name);
		}

	}

}
