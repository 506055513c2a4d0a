package io.github.azurediscovery.source;

import java.time.Duration;

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
public record ServiceDefaults(String service, @Nullable Integer port, boolean secure, @Nullable Duration interval) {

	/**
	 * Check the defaults.
	 * @throws IllegalArgumentException if the interval cannot be meant
	 */
	public ServiceDefaults {
		if (interval != null) {
			AskingInterval.check("interval of service '" + service + "'", interval);
		}
	}

	/**
	 * A service over plain HTTP whose addresses all have a port.
	 * @param service the id of the service
	 * @return the defaults
	 */
	public static ServiceDefaults of(String service) {
		return new ServiceDefaults(service, null, false, null);
	}

	/**
	 * The same with a port.
	 * @param port the port of addresses that have none
	 * @return the defaults
	 */
	public ServiceDefaults withPort(int port) {
		return new ServiceDefaults(this.service, port, this.secure, this.interval);
	}

}
