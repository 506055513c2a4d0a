package io.github.azurediscovery.spring.haproxy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;

import io.github.azurediscovery.haproxy.BackendFileSettings;
import io.github.azurediscovery.haproxy.BackendSettings;
import io.github.azurediscovery.haproxy.DataplaneLogin;
import io.github.azurediscovery.haproxy.DataplaneSettings;
import io.github.azurediscovery.haproxy.HaproxyAddress;
import io.github.azurediscovery.haproxy.HaproxySettings;
import io.github.azurediscovery.haproxy.SlotCount;
import io.github.azurediscovery.haproxy.SlotGrowth;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of feeding HAProxy. Immutable: a change takes effect after a restart.
 *
 * @param api How HAProxy is reached: runtime by the sockets of its Runtime API, dataplane
 * by the Dataplane API beside it, where there is no socket to reach.
 * @param sockets Sockets of HAProxy's Runtime API, such as unix:/run/haproxy/admin.sock
 * or tcp:127.0.0.1:9999. Each is fed on its own; without any, HAProxy is not fed.
 * @param dataplane The Dataplane API, with api=dataplane.
 * @param config Where backends are declared: none leaves HAProxy's configuration to you,
 * file writes them to azure.discovery.haproxy.file, transaction has the Dataplane API
 * write them.
 * @param file File of backends to write. HAProxy must read it as a second -f.
 * @param masterSocket Socket of HAProxy's master process, for reloads. Required with
 * config=file.
 * @param checkCommand Command that checks the configuration before a reload, with {file}
 * for the file. Its parts are separated by blanks; no shell.
 * @param reload Reloads, which only new backends and more slots need.
 * @param stateFile File that HAProxy restores its servers from at a reload, its
 * server-state-file.
 * @param checkInterval Interval at which a restart or reload of HAProxy is noticed and
 * drained slots are freed.
 * @param drainTimeout Time that the slot of an instance that left may drain before it is
 * freed.
 * @param dynamicServerOptions Options of servers, both of those in declared backends and
 * of those added at run time.
 * @param backend Names and contents of backends.
 * @param slots Number of slots of a backend.
 */
@ConfigurationProperties(HaproxyProperties.PREFIX)
public record HaproxyProperties(@DefaultValue("runtime") Api api, @DefaultValue List<String> sockets,
		@DefaultValue Dataplane dataplane, @DefaultValue("none") Config config,
		@DefaultValue("/etc/haproxy/azure-discovery.cfg") Path file, @Nullable String masterSocket,
		@DefaultValue("haproxy -c -f /etc/haproxy/haproxy.cfg -f {file}") String checkCommand,
		@DefaultValue Reload reload, @Nullable Path stateFile, @DefaultValue("2s") Duration checkInterval,
		@DefaultValue("30s") Duration drainTimeout,
		@DefaultValue("check inter 2s fall 2 rise 1") String dynamicServerOptions, @DefaultValue Backend backend,
		@DefaultValue Slots slots) {

	/** The prefix of all properties. */
	public static final String PREFIX = "azure.discovery.haproxy";

	public HaproxyProperties {
		sockets = List.copyOf(sockets);
		sockets.forEach(HaproxyAddress::parse);
		refuse(api == Api.DATAPLANE && config == Config.FILE, ".config is file but must be none or transaction with"
				+ " api=dataplane: a file would be on this machine, not on HAProxy's");
		if (config == Config.FILE && (masterSocket == null || masterSocket.isBlank())) {
			throw new IllegalArgumentException(PREFIX + ".master-socket is not set but must be, with config=file,"
					+ " the socket of 'haproxy -W -S', such as unix:/run/haproxy/master.sock");
		}
		refuse(api == Api.DATAPLANE && !sockets.isEmpty(),
				".sockets is set but must not be with api=dataplane: one HAProxy is fed in one way");
		String unused = dataplane.used();
		refuse(api == Api.RUNTIME && unused != null,
				".dataplane." + unused + " is set but must not be without api=dataplane");
		refuse(api == Api.RUNTIME && config == Config.TRANSACTION,
				".config is transaction but must be none or file without api=dataplane");
		settings(config, file, masterSocket, checkCommand, reload, stateFile, checkInterval, drainTimeout,
				dynamicServerOptions, backend, slots);
	}

	private static void refuse(boolean wrong, String why) {
		if (wrong) {
			throw new IllegalArgumentException(PREFIX + why);
		}
	}

	/**
	 * Return how to reach the Dataplane API.
	 * @param sslContext the certificates, or {@code null} for those of Java
	 * @return the settings
	 */
	DataplaneSettings dataplaneSettings(@Nullable SSLContext sslContext) {
		DataplaneSettings settings = this.dataplane.settings().withSslContext(sslContext);
		return (this.config == Config.TRANSACTION) ? settings.withTransactions(this.reload.minInterval()) : settings;
	}

	/**
	 * Return the settings of each sink.
	 * @return the settings
	 */
	public HaproxySettings settings() {
		return settings(this.config, this.file, this.masterSocket, this.checkCommand, this.reload, this.stateFile,
				this.checkInterval, this.drainTimeout, this.dynamicServerOptions, this.backend, this.slots);
	}

	private static HaproxySettings settings(Config config, Path file, @Nullable String masterSocket,
			String checkCommand, Reload reload, @Nullable Path stateFile, Duration checkInterval, Duration drainTimeout,
			String dynamicServerOptions, Backend backend, Slots slots) {
		HaproxySettings.Builder settings = HaproxySettings.builder()
			.backend(new BackendSettings(backend.name(), backend.prefix(), backend.balance(), backend.mode(),
					backend.options()))
			.slots(new SlotCount(slots.base(), slots.growthType(), slots.growthFactor()))
			.stateFile(stateFile)
			.checkInterval(checkInterval)
			.drainTimeout(drainTimeout)
			.serverOptions(dynamicServerOptions);
		if (config == Config.FILE && masterSocket != null) {
			settings.backendFile(BackendFileSettings.of(file, masterSocket, checkCommand, reload.minInterval()));
		}
		return settings.build();
	}

	/** How HAProxy is reached. */
	public enum Api {

		/** By the sockets of its Runtime API. */
		RUNTIME,

		/** By the Dataplane API beside it. */
		DATAPLANE

	}

	/** Where backends are declared. */
	public enum Config {

		/** In HAProxy's configuration, by you. */
		NONE,

		/** In a file that is written for them. */
		FILE,

		/** In HAProxy's configuration, by transactions of the Dataplane API. */
		TRANSACTION

	}

	/**
	 * The Dataplane API, with api=dataplane.
	 *
	 * @param baseUrl Scheme, host and port, such as https://haproxy.internal:5555; http
	 * only on this machine.
	 * @param username User of the Dataplane API.
	 * @param password Password of the user.
	 * @param timeout Time that an answer may take.
	 * @param sslBundle Name of the SSL bundle with the certificates for https; without
	 * it, those of Java.
	 */
	public record Dataplane(@Nullable String baseUrl, @Nullable String username, @Nullable String password,
			@DefaultValue("5s") Duration timeout, @Nullable String sslBundle) {

		/** The name of a property that is set, or {@code null}. */
		@Nullable String used() {
			if (this.baseUrl != null) {
				return "base-url";
			}
			if (this.username != null) {
				return "username";
			}
			if (this.password != null) {
				return "password";
			}
			return (this.sslBundle != null) ? "ssl-bundle" : null;
		}

		DataplaneSettings settings() {
			DataplaneLogin login = new DataplaneLogin(required("username", this.username),
					required("password", this.password));
			return DataplaneSettings.of(required("base-url", this.baseUrl), login).withTimeout(this.timeout);
		}

		private static String required(String name, @Nullable String value) {
			if (value == null || value.isBlank()) {
				throw new IllegalArgumentException(
						PREFIX + ".dataplane." + name + " is not set but must be with api=dataplane");
			}
			return value;
		}

		@Override
		public String toString() {
			return "Dataplane[baseUrl=" + ((this.baseUrl != null && this.baseUrl.contains("@")) ? "***" : this.baseUrl)
					+ ", username=" + this.username + ", password=***, timeout=" + this.timeout + ", sslBundle="
					+ this.sslBundle + "]";
		}

	}

	/**
	 * Reloads, which only new backends and more slots need.
	 *
	 * @param minInterval Shortest time between two reloads.
	 */
	public record Reload(@DefaultValue("60s") Duration minInterval) {

	}

	/**
	 * Names and contents of backends.
	 *
	 * @param name Template of the name. Must contain {name}; a part without a value is
	 * left out with its separator.
	 * @param prefix Value of {prefix}.
	 * @param balance Algorithm, such as roundrobin or leastconn.
	 * @param mode http or tcp.
	 * @param options Further lines of the section.
	 */
	public record Backend(@DefaultValue("{prefix}-{name}-{port}-{region}") String name,
			@DefaultValue("azure") String prefix, @DefaultValue("roundrobin") String balance,
			@DefaultValue("http") String mode, @DefaultValue List<String> options) {

	}

	/**
	 * Number of slots of a backend.
	 *
	 * @param base Slots of every backend.
	 * @param growthType How the number grows for more instances than the base.
	 * @param growthFactor Linear: slots for each instance beyond the base. Exponential:
	 * factor by which the base is multiplied until there is room.
	 */
	public record Slots(@DefaultValue("10") int base, @DefaultValue("linear") SlotGrowth growthType,
			@DefaultValue("1.5") double growthFactor) {

	}

}
