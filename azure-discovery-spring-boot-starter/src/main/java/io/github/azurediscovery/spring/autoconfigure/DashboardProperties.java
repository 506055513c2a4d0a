package io.github.azurediscovery.spring.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the dashboard. Immutable: a change takes effect after a restart.
 *
 * @param enabled Whether the dashboard is served if its artifact is on the class path.
 * @param path Path of the dashboard below the context path.
 * @param maxViewers Maximum number of simultaneous viewers.
 */
@ConfigurationProperties(DashboardProperties.PREFIX)
public record DashboardProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue(DashboardProperties.DEFAULT_PATH) String path, @DefaultValue("32") int maxViewers) {

	/** The prefix of all properties of the dashboard. */
	public static final String PREFIX = "azure.discovery.dashboard";

	/** The path unless another one is set. */
	public static final String DEFAULT_PATH = "/azure-discovery";

	/** A placeholder for the path, to be used in request mappings. */
	public static final String PATH_PLACEHOLDER = "${" + PREFIX + ".path:" + DEFAULT_PATH + "}";

	public DashboardProperties {
		PropertyChecks.require(path.matches("/|(/[A-Za-z0-9._~-]+)+"), "dashboard.path", path,
				"is not a path: it must start with a slash, and hold letters, digits and . _ ~ - between slashes",
				"Use a path such as " + DEFAULT_PATH + ", without a slash at its end.");
		PropertyChecks.requireBetween("dashboard.max-viewers", maxViewers, 1, 10_000);
	}

}
