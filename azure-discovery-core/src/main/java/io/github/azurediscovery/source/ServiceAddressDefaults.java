package io.github.azurediscovery.source;

import java.time.Duration;

import io.github.azurediscovery.setting.SettingBounds;
import org.jspecify.annotations.Nullable;

/**
 * What all addresses of one service have in common.
 *
 * @param service the id of the service, lower case and a valid host name
 * @param port the port of addresses that have none, or {@code null} if each must have one
 * @param secure whether callers use TLS
 * @param interval how often to ask, from 1 ms to 365 days, or {@code null} for what suits
 * the source
 */
public record ServiceAddressDefaults(String service, @Nullable Integer port, boolean secure,
		@Nullable Duration interval) {

	/**
	 * Check the defaults.
	 * @throws IllegalArgumentException if the interval cannot be meant
	 */
	public ServiceAddressDefaults {
		if (interval != null) {
			SettingBounds.interval("services." + service + ".interval", interval);
		}
	}

	/**
	 * A service over plain HTTP whose addresses all have a port.
	 * @param service the id of the service
	 * @return the defaults
	 */
	public static ServiceAddressDefaults of(String service) {
		return new ServiceAddressDefaults(service, null, false, null);
	}

	/**
	 * The same with a port.
	 * @param port the port of addresses that have none, or {@code null} if each must have
	 * one
	 * @return the defaults
	 */
	public ServiceAddressDefaults withPort(@Nullable Integer port) {
		return new ServiceAddressDefaults(this.service, port, this.secure, this.interval);
	}

	/**
	 * The same with or without TLS.
	 * @param secure whether callers use TLS
	 * @return the defaults
	 */
	public ServiceAddressDefaults withSecure(boolean secure) {
		return new ServiceAddressDefaults(this.service, this.port, secure, this.interval);
	}

	/**
	 * The same with an interval.
	 * @param interval how often to ask, from 1 ms to 365 days, or {@code null} for what
	 * suits the source
	 * @return the defaults
	 * @throws IllegalArgumentException if the interval is out of range
	 */
	public ServiceAddressDefaults withInterval(@Nullable Duration interval) {
		return new ServiceAddressDefaults(this.service, this.port, this.secure, interval);
	}

}
