package io.github.azurediscovery.health;

import java.time.Duration;

import io.github.azurediscovery.catalog.Instance;

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
	public static final ProbeSettings DEFAULT = new ProbeSettings(false, Type.HTTP, null, "/actuator/health", null,
			Duration.ofSeconds(10), 0.2, Duration.ofSeconds(2), 1, 2, new StatusRange(200, 299));

	public ProbeSettings {
		SettingBounds.that(scheme == null || scheme.equals("http") || scheme.equals("https"), "health-check.scheme",
				String.valueOf(scheme), "http or https");
		SettingBounds.that(path.startsWith("/"), "health-check.path", "'" + path + "'", "a path that starts with /");
		SettingBounds.that(port == null || (port >= 1 && port <= 65535), "health-check.port", String.valueOf(port),
				"between 1 and 65535");
		SettingBounds.positive("health-check.interval", interval);
		SettingBounds.that(jitter >= 0 && jitter <= 1, "health-check.jitter", jitter, "between 0 and 1");
		SettingBounds.positive("health-check.timeout", timeout);
		SettingBounds.that(healthyThreshold >= 1, "health-check.healthy-threshold", healthyThreshold, "at least 1");
		SettingBounds.that(unhealthyThreshold >= 1, "health-check.unhealthy-threshold", unhealthyThreshold,
				"at least 1");
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
			SettingBounds.that(from >= 100 && to <= 599 && from <= to, "health-check.expected-status", from + "-" + to,
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
				throw new IllegalArgumentException("health-check.expected-status is '" + text
						+ "' but must be a status or a range such as 200-299", ex);
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

}
