package io.github.azurediscovery.health;

import java.time.Duration;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PortNumber;
import io.github.azurediscovery.setting.InvalidSettingException;
import io.github.azurediscovery.setting.SettingBounds;

import org.jspecify.annotations.Nullable;

/**
 * How to probe the instances of a service.
 *
 * @param enabled whether to probe
 * @param type what to send
 * @param scheme {@code http} or {@code https}, or {@code null} for the instance's own
 * @param path the path to get, starting with a slash
 * @param port the port, or {@code null} for the instance's management port where its
 * metadata names one ({@code management.port}, HTTP only), else its own
 * @param interval the time from one probe of an instance to the next
 * @param jitter the share of the interval by which it varies at random, 0 to 1
 * @param timeout how long one probe may take, connecting included
 * @param healthyThreshold how many successes in a row bring an unhealthy instance back
 * @param unhealthyThreshold how many failures in a row make an instance unhealthy
 * @param expected the statuses of a healthy instance
 */
public record ProbeSettings(boolean enabled, Type type, @Nullable String scheme, String path, @Nullable Integer port,
		Duration interval, double jitter, Duration timeout, int healthyThreshold, int unhealthyThreshold,
		StatusRange expected) {

	/** The defaults: switched off. */
	public static final ProbeSettings DEFAULT = builder().build();

	private static final String PREFIX = "loadbalancer.health-check.";

	public ProbeSettings {
		SettingBounds.require(scheme == null || scheme.equals("http") || scheme.equals("https"), PREFIX + "scheme",
				scheme, "http or https");
		SettingBounds.require(path.startsWith("/"), PREFIX + "path", path, "a path that starts with /");
		SettingBounds.require(port == null || PortNumber.isValid(port), PREFIX + "port", port, PortNumber.BOUNDS);
		SettingBounds.interval(PREFIX + "interval", interval);
		SettingBounds.share(PREFIX + "jitter", jitter);
		SettingBounds.interval(PREFIX + "timeout", timeout);
		SettingBounds.atLeastOne(PREFIX + "healthy-threshold", healthyThreshold);
		SettingBounds.atLeastOne(PREFIX + "unhealthy-threshold", unhealthyThreshold);
	}

	/** Return a builder that holds the defaults. */
	public static Builder builder() {
		return new Builder();
	}

	/** Return a builder that holds these settings. */
	public Builder toBuilder() {
		return new Builder().enabled(this.enabled)
			.type(this.type)
			.scheme(this.scheme)
			.path(this.path)
			.port(this.port)
			.interval(this.interval)
			.jitter(this.jitter)
			.timeout(this.timeout)
			.healthyThreshold(this.healthyThreshold)
			.unhealthyThreshold(this.unhealthyThreshold)
			.expected(this.expected);
	}

	public int portOf(Instance instance) {
		if (this.port != null) {
			return this.port;
		}
		String management = (this.type == Type.HTTP) ? instance.metadata().get("management.port") : null;
		try {
			return (management != null) ? Integer.parseInt(management) : instance.port();
		}
		catch (NumberFormatException ex) {
			return instance.port();
		}
	}

	/** What a probe sends. */
	public enum Type {

		/** One GET request. */
		HTTP,

		/** One connection, closed at once. */
		TCP

	}

	/**
	 * A range of HTTP statuses.
	 *
	 * @param from the lowest
	 * @param to the highest
	 */
	public record StatusRange(int from, int to) {

		public StatusRange {
			SettingBounds.require(from >= 100 && to <= 599 && from <= to, PREFIX + "expected-status", from + "-" + to,
					"a range within 100-599");
		}

		/**
		 * Read a range such as {@code 200-299}, or a single status.
		 * @param text the text
		 * @return the range
		 */
		public static StatusRange parse(String text) {
			String[] ends = text.strip().split("\\s*-\\s*", 2);
			try {
				return new StatusRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
			}
			catch (NumberFormatException ex) {
				throw new InvalidSettingException(PREFIX + "expected-status", text,
						"a status or a range such as 200-299");
			}
		}

		public boolean contains(int status) {
			return status >= this.from && status <= this.to;
		}

		@Override
		public String toString() {
			return (this.from == this.to) ? String.valueOf(this.from) : this.from + "-" + this.to;
		}

	}

	/** Builds {@link ProbeSettings}. What is not set keeps its default. */
	public static final class Builder {

		private boolean enabled;

		private Type type = Type.HTTP;

		private @Nullable String scheme;

		private String path = "/actuator/health";

		private @Nullable Integer port;

		private Duration interval = Duration.ofSeconds(10);

		private double jitter = 0.2;

		private Duration timeout = Duration.ofSeconds(2);

		private int healthyThreshold = 1;

		private int unhealthyThreshold = 2;

		private StatusRange expected = new StatusRange(200, 299);

		private Builder() {
		}

		/** Set whether to probe, {@code false} by default. */
		public Builder enabled(boolean enabled) {
			this.enabled = enabled;
			return this;
		}

		/** Set what to send, one GET request by default. */
		public Builder type(Type type) {
			this.type = type;
			return this;
		}

		/** Set the scheme, {@code null} for the instance's own. */
		public Builder scheme(@Nullable String scheme) {
			this.scheme = scheme;
			return this;
		}

		/** Set the path to get, {@code /actuator/health} by default. */
		public Builder path(String path) {
			this.path = path;
			return this;
		}

		/** Set the port, {@code null} for the instance's own. */
		public Builder port(@Nullable Integer port) {
			this.port = port;
			return this;
		}

		/** Set the time from one probe to the next, 10 s by default. */
		public Builder interval(Duration interval) {
			this.interval = interval;
			return this;
		}

		/** Set the share by which the interval varies, 0.2 by default. */
		public Builder jitter(double jitter) {
			this.jitter = jitter;
			return this;
		}

		/** Set how long one probe may take, 2 s by default. */
		public Builder timeout(Duration timeout) {
			this.timeout = timeout;
			return this;
		}

		/** Set how many successes bring an instance back, 1 by default. */
		public Builder healthyThreshold(int healthyThreshold) {
			this.healthyThreshold = healthyThreshold;
			return this;
		}

		/** Set how many failures make an instance unhealthy, 2 by default. */
		public Builder unhealthyThreshold(int unhealthyThreshold) {
			this.unhealthyThreshold = unhealthyThreshold;
			return this;
		}

		/** Set the statuses of a healthy instance, 200 to 299 by default. */
		public Builder expected(StatusRange expected) {
			this.expected = expected;
			return this;
		}

		/**
		 * Build the settings.
		 * @throws IllegalArgumentException if a value is out of bounds
		 */
		public ProbeSettings build() {
			return new ProbeSettings(this.enabled, this.type, this.scheme, this.path, this.port, this.interval,
					this.jitter, this.timeout, this.healthyThreshold, this.unhealthyThreshold, this.expected);
		}

	}

}
