package io.github.azurediscovery.spring.loadbalancer;

import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties;

import org.springframework.core.env.Environment;

/**
 * Tells for which services calls prefer this VM's zone: by the property of this library,
 * or by that of Spring Cloud, for all clients or for one.
 */
public final class ZonePreferenceSetting {

	private static final String PREFIX = "spring.cloud.loadbalancer.";

	private final boolean always;

	private final Environment environment;

	ZonePreferenceSetting(AzureDiscoveryProperties properties, Environment environment) {
		this.always = properties.loadbalancer().zonePreference().enabled();
		this.environment = environment;
	}

	/**
	 * Return whether calls to a service prefer this VM's zone.
	 * @param service the id of the service
	 * @return whether zone preference is on
	 */
	public boolean isOnFor(String service) {
		String all = this.environment.getProperty(PREFIX + "configurations", "");
		String own = this.environment.getProperty(PREFIX + "clients." + service + ".configurations", all);
		return this.always || own.equalsIgnoreCase(SupplierConfiguration.ZONE_PREFERENCE.value());
	}

}
