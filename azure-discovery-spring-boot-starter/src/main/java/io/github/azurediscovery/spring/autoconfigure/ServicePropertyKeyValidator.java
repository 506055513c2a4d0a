package io.github.azurediscovery.spring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.azurediscovery.spring.failure.InvalidDiscoveryPropertyException;
import org.jspecify.annotations.Nullable;

/**
 * Rejects unknown properties of a service, which Spring would ignore: a misspelt one such
 * as {@code prot}, and {@code AZURE_DISCOVERY_SERVICES_ORDER_SERVICE_STATIC}, which
 * Spring reads as {@code services.order.service.static}, because an environment variable
 * cannot contain the hyphen of {@code order-service}.
 */
final class ServicePropertyKeyValidator {

	/** Every property of a service. */
	static final List<String> KNOWN = List.of("scale-set", "tags", "names", "static", "file", "environment", "dns",
			"dns-server", "port", "secure", "interval", "resource-group", "subscription", "health-check",
			"health-check.enabled", "health-check.type", "health-check.path", "health-check.port",
			"health-check.interval", "health-check.timeout", "health-check.healthy-threshold",
			"health-check.unhealthy-threshold", "health-check.expected-status");

	private static final String PREFIX = "azure.discovery.services.";

	private static final Pattern INDEX = Pattern.compile("\\[\\d+]$|\\.\\d+$");

	/** Every property by its spelling without hyphens, and without dots as well. */
	private static final Map<String, String> WRITTEN = new TreeMap<>();

	static {
		KNOWN.forEach((key) -> {
			WRITTEN.put(key.replace("-", ""), key);
			WRITTEN.put(key.replaceAll("[-.]", ""), key);
		});
	}

	private ServicePropertyKeyValidator() {
	}

	/**
	 * Validate an environment variable.
	 * @param variable the name of the variable
	 */
	static void validateVariable(String variable) {
		String key = variable.toLowerCase(Locale.ROOT).replace('_', '.');
		if (key.startsWith(PREFIX)) {
			validate(variable, INDEX.matcher(key.substring(PREFIX.length())).replaceFirst(""), "");
		}
	}

	/**
	 * Validate a property.
	 * @param key the name of the property
	 */
	static void validateProperty(String key) {
		if (key.startsWith(PREFIX)) {
			validate(key, INDEX.matcher(key.substring(PREFIX.length())).replaceFirst(""), ".");
		}
	}

	private static void validate(String as, String key, String separator) {
		List<String> parts = Arrays.asList(key.split("\\."));
		if (parts.size() < 2 || leaf(parts, 1, separator) != null) {
			return;
		}
		for (int i = 2; i < parts.size(); i++) {
			String leaf = leaf(parts, i, separator);
			if (leaf != null) {
				throw lostHyphen(as, parts.subList(0, i), leaf);
			}
		}
		throw new InvalidDiscoveryPropertyException(as, null,
				"is not a property of service '%s': there is no '%s'".formatted(parts.get(0),
						String.join(".", parts.subList(1, parts.size()))),
				"Use one of %s%s.<property>: %s.".formatted(PREFIX, parts.get(0), String.join(", ", KNOWN)));
	}

	private static @Nullable String leaf(List<String> parts, int from, String separator) {
		Stream<String> rest = parts.subList(from, parts.size())
			.stream()
			.map((part) -> part.toLowerCase(Locale.ROOT).replaceAll("[-_]", ""));
		return WRITTEN.get(String.join(separator, rest.toList()));
	}

	private static InvalidDiscoveryPropertyException lostHyphen(String as, List<String> id, String leaf) {
		String property = PREFIX + String.join("-", id) + "." + leaf;
		String variable = String.join("_", id).toUpperCase(Locale.ROOT) + "_"
				+ leaf.replaceAll("[-.]", "_").toUpperCase(Locale.ROOT);
		return new InvalidDiscoveryPropertyException(as, null,
				"names a service '%s' with a property '%s', which does not exist: an environment variable cannot contain"
					.formatted(id.get(0), String.join(".", id.subList(1, id.size())) + "." + leaf)
						+ " the hyphen of service '%s'".formatted(String.join("-", id)),
				"Write %s=${%s} in application.properties and set %s,".formatted(property, variable, variable)
						+ " or set SPRING_APPLICATION_JSON={\"%s\":\"…\"}.".formatted(property));
	}

}
