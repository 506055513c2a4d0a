package io.github.azurediscovery.azure.lookup;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Makes a service id of a name: lower case, and with a hyphen for whatever a host name
 * may not hold.
 */
final class ServiceIdNormalizer {

	private static final Pattern HOST = Pattern
		.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?" + "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

	private static final int LONGEST = 253;

	private ServiceIdNormalizer() {
	}

	/** The id, {@code null} if no valid host name can be made of the text. */
	static @Nullable String of(String text) {
		String id = text.strip()
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9.-]", "-")
			.replaceAll("-*\\.-*", ".")
			.replaceAll("^[-.]+|[-.]+$", "");
		return (id.length() <= LONGEST && HOST.matcher(id).matches()) ? id : null;
	}

	/** Fill the template of a service id. */
	static @Nullable String of(String template, String name, int port, @Nullable String region) {
		return of(template.replace("{name}", name)
			.replace("{port}", String.valueOf(port))
			.replace("{region}", (region != null) ? region : ""));
	}

}
