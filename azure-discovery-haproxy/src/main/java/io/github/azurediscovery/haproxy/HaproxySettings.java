package io.github.azurediscovery.haproxy;

import java.nio.file.Path;
import java.time.Duration;

import io.github.azurediscovery.haproxy.syntax.HaproxyBounds;
import org.jspecify.annotations.Nullable;

/**
 * How HAProxy is fed. The messages of refused settings name properties of the Spring Boot
 * module, {@code azure.discovery.haproxy.*}.
 *
 * @param backend the names and contents of backends
 * @param slots how many slots a backend needs
 * @param backendFile the file of backends to write, or {@code null} to write none
 * @param stateFile the file that HAProxy reads slots from at a reload, or {@code null}
 * @param checkInterval how often to look whether HAProxy was restarted or reloaded, and
 * whether drained slots are free
 * @param drainTimeout how long a slot may drain before it is freed
 * @param serverOptions the options of each server line, such as those of health checks
 */
public record HaproxySettings(BackendSettings backend, SlotCount slots, @Nullable BackendFileSettings backendFile,
		@Nullable Path stateFile, Duration checkInterval, Duration drainTimeout, String serverOptions) {

	/** The default of the server options. */
	public static final String DEFAULT_SERVER_OPTIONS = "check inter 2s fall 2 rise 1";

	/** The default of the check interval. */
	public static final Duration DEFAULT_CHECK_INTERVAL = Duration.ofSeconds(2);

	/** The default of the drain timeout. */
	public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(30);

	/** The defaults. */
	public static final HaproxySettings DEFAULT = builder().build();

	public HaproxySettings {
		HaproxyBounds.that(stateFile == null || stateFile.isAbsolute(), "haproxy.state-file", stateFile,
				"an absolute path");
		HaproxyBounds.between("haproxy.check-interval", checkInterval, Duration.ofMillis(10));
		HaproxyBounds.between("haproxy.drain-timeout", drainTimeout, Duration.ZERO);
		HaproxyBounds.line("haproxy.dynamic-server-options", serverOptions, " -_.:/@()%,=+");
	}

	/**
	 * Return whether servers have health checks.
	 * @return whether the options of servers turn checks on
	 */
	public boolean checked() {
		return (" " + this.serverOptions + " ").contains(" check ");
	}

	/**
	 * Return a builder with the defaults.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/** Builds {@link HaproxySettings}. Not thread-safe. */
	public static final class Builder {

		private BackendSettings backend = BackendSettings.DEFAULT;

		private SlotCount slots = SlotCount.DEFAULT;

		private @Nullable BackendFileSettings backendFile;

		private @Nullable Path stateFile;

		private Duration checkInterval = DEFAULT_CHECK_INTERVAL;

		private Duration drainTimeout = DEFAULT_DRAIN_TIMEOUT;

		private String serverOptions = DEFAULT_SERVER_OPTIONS;

		private Builder() {
		}

		/**
		 * Set the names and contents of backends.
		 * @param backend the settings
		 * @return this builder
		 */
		public Builder backend(BackendSettings backend) {
			this.backend = backend;
			return this;
		}

		/**
		 * Set how many slots a backend needs.
		 * @param slots 10 by default, and 1.5 for each instance beyond
		 * @return this builder
		 */
		public Builder slots(SlotCount slots) {
			this.slots = slots;
			return this;
		}

		/**
		 * Set the file of backends to write.
		 * @param backendFile none by default
		 * @return this builder
		 */
		public Builder backendFile(@Nullable BackendFileSettings backendFile) {
			this.backendFile = backendFile;
			return this;
		}

		/**
		 * Set the file that HAProxy reads slots from at a reload.
		 * @param stateFile none by default
		 * @return this builder
		 */
		public Builder stateFile(@Nullable Path stateFile) {
			this.stateFile = stateFile;
			return this;
		}

		/**
		 * Set how often to look whether HAProxy was restarted or reloaded.
		 * @param checkInterval 2 s by default
		 * @return this builder
		 */
		public Builder checkInterval(Duration checkInterval) {
			this.checkInterval = checkInterval;
			return this;
		}

		/**
		 * Set how long a slot may drain before it is freed.
		 * @param drainTimeout 30 s by default
		 * @return this builder
		 */
		public Builder drainTimeout(Duration drainTimeout) {
			this.drainTimeout = drainTimeout;
			return this;
		}

		/**
		 * Set the options of each server line.
		 * @param serverOptions a health check every 2 s by default
		 * @return this builder
		 */
		public Builder serverOptions(String serverOptions) {
			this.serverOptions = serverOptions;
			return this;
		}

		/**
		 * Build.
		 * @return the settings
		 * @throws IllegalArgumentException if one of them cannot work
		 */
		public HaproxySettings build() {
			return new HaproxySettings(this.backend, this.slots, this.backendFile, this.stateFile, this.checkInterval,
					this.drainTimeout, this.serverOptions);
		}

	}

}
