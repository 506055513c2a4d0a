package io.github.azurediscovery.dashboard;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the page.
 *
 * @param enabled whether the page is served
 * @param path where it is served, below the context path
 * @param maxViewers how many may follow it at the same time
 */
@ConfigurationProperties("azure.discovery.dashboard")
record DashboardProperties(@DefaultValue("true") boolean enabled, @DefaultValue("/azure-discovery") String path,
		@DefaultValue("32") int maxViewers) {

	DashboardProperties {
		if (!path.matches("/|(/[A-Za-z0-9._~-]+)+")) {
			throw new IllegalArgumentException("azure.discovery.dashboard.path is '" + path
					+ "': it must start with '/', must not end with one (unless it is '/'),"
					+ " and may hold letters, digits and . _ ~ - between slashes");
		}
		if (maxViewers < 1) {
			throw new IllegalArgumentException(
					"azure.discovery.dashboard.max-viewers is '" + maxViewers + "': it must be 1 or more");
		}
	}

}
