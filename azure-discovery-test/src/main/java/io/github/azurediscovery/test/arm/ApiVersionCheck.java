package io.github.azurediscovery.test.arm;

import java.util.Map;
import java.util.regex.Pattern;

import io.github.azurediscovery.test.http.AzureOperation;

/**
 * The check of {@code api-version}: required, a date, and not younger than the youngest
 * the operation knows.
 */
final class ApiVersionCheck {

	private static final Pattern VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-preview)?");

	private ApiVersionCheck() {
	}

	static void check(AzureOperation operation, Map<String, String> query) {
		String version = query.get("api-version");
		if (version == null || version.isEmpty()) {
			throw new ArmRefusalException(400, "MissingApiVersionParameter",
					"The api-version query parameter (?api-version=) is required for all requests.");
		}
		if (!VERSION.matcher(version).matches()) {
			throw new ArmRefusalException(400, "InvalidApiVersionParameter", "The api-version '" + version
					+ "' is invalid. The supported versions are '" + youngest(operation) + "'.");
		}
		if (version.substring(0, 10).compareTo(youngest(operation)) > 0) {
			throw new ArmRefusalException(400, "NoRegisteredProviderFound",
					"No registered resource provider found for API version '" + version
							+ "'. The supported api-versions are '" + youngest(operation) + "' and older.");
		}
	}

	/**
	 * The lists of Uniform scale sets that the Network provider serves stand still at
	 * 2018-10-01.
	 */
	private static String youngest(AzureOperation operation) {
		return switch (operation) {
			case UNIFORM_NIC_LIST, UNIFORM_PUBLIC_IP_LIST -> "2018-10-01";
			default -> "2026-12-31";
		};
	}

}
