package io.github.azurediscovery.spring.loadbalancer;

import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties;

import org.springframework.core.env.Environment;

/**
 * For which services calls prefer this VM's zone: by our own switch, or by Spring
 * Cloud's, of all clients or of one.
 */
public final class ZonePreferenceSetting {

	private static final String SWITCHES = "spring.cloud.loadbalancer.";

	private final boolean always;

	private final Environment environment;

	ZonePreferenceSetting(AzureDiscoveryProperties properties, Environment environment) {
		this.always = properties.loadbalancer().zonePreference().enabled();
		this.environment = environment;
	}

	/**
	 * Return whether calls to a service prefer this VM's zone.
	 * @param service the id of the service
	 * @return whether the switches say so
	 */
	public boolean of(String service) {
		String all = this.environment.getProperty(SWITCHES + "configurations", "");
		String own = this.environment.getProperty(SWITCHES + "clients." + service + ".configurations", all);
		return this.always || own.equalsIgnoreCase(SupplierConfiguration.ZONE_PREFERENCE.value());
	}

}
