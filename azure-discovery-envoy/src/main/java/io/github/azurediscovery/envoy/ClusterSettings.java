package io.github.azurediscovery.envoy;

import java.time.Duration;

import io.github.azurediscovery.setting.SettingBounds;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster is like. The names in the messages of refused settings are those of the
 * configuration reference.
 *
 * @param name the template of the name, with {@code {name}} for the service
 * @param connectTimeout how long Envoy may take to connect to an endpoint
 * @param policy how Envoy chooses; proxyless gRPC always takes turns
 * @param caFile the authorities that sign the certificates of secure services, a file on
 * Envoy's machine
 * @param healthCheck how Envoy probes endpoints by itself, or {@code null} to leave that
 * to discovery
 * @param ejection when Envoy ejects endpoints by itself, or {@code null} for never
 */
public record ClusterSettings(String name, Duration connectTimeout, ClusterPolicy policy, String caFile,
		@Nullable ClusterHealthCheck healthCheck, @Nullable ClusterEjection ejection) {

	/** The authorities of Debian, and of most other distributions of Linux. */
	public static final String DEFAULT_CA_FILE = "/etc/ssl/certs/ca-certificates.crt";

	/** The defaults. */
	public static final ClusterSettings DEFAULT = new ClusterSettings("{name}", Duration.ofSeconds(1),
			ClusterPolicy.ROUND_ROBIN, DEFAULT_CA_FILE, null, null);

	public ClusterSettings {
		template(name);
		SettingBounds.between("envoy.cluster.connect-timeout", connectTimeout, Duration.ofMillis(1),
				Duration.ofHours(1));
		SettingBounds.require(caFile.startsWith("/"), "envoy.cluster.ca-file", caFile,
				"an absolute path on Envoy's machine");
	}

	ClusterNameTemplate template() {
		return template(this.name);
	}

	private static ClusterNameTemplate template(String name) {
		return new ClusterNameTemplate(name);
	}

	/**
	 * Return the same settings with another template of the name.
	 * @param name the template
	 * @return the settings
	 */
	public ClusterSettings withName(String name) {
		return new ClusterSettings(name, this.connectTimeout, this.policy, this.caFile, this.healthCheck,
				this.ejection);
	}

	/**
	 * Return the same settings with health checks by Envoy.
	 * @param healthCheck how to probe
	 * @return the settings
	 */
	public ClusterSettings withHealthCheck(@Nullable ClusterHealthCheck healthCheck) {
		return new ClusterSettings(this.name, this.connectTimeout, this.policy, this.caFile, healthCheck,
				this.ejection);
	}

	/**
	 * Return the same settings with ejections by Envoy.
	 * @param ejection when to eject
	 * @return the settings
	 */
	public ClusterSettings withEjection(@Nullable ClusterEjection ejection) {
		return new ClusterSettings(this.name, this.connectTimeout, this.policy, this.caFile, this.healthCheck,
				ejection);
	}

}
