package io.github.azurediscovery.dashboard;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the page.
 *
 * @param enabled whether the page is served
 * @param path where it is served, below the context path
 */
@ConfigurationProperties("azure.discovery.dashboard")
record DashboardProperties(@DefaultValue("true") boolean enabled, @DefaultValue("/azure-discovery") String path) {

	DashboardProperties {
		if (!path.matches("/|(/[A-Za-z0-9._~-]+)+")) {
			throw new IllegalArgumentException("azure.discovery.dashboard.path is '" + path
					+ "': it must start with '/', must not end with one (unless it is '/'),"
					+ " and may hold letters, digits and . _ ~ - between slashes");
		}
	}

}
