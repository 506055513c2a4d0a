package io.github.azurediscovery.azure.lookup;

import java.util.Locale;

import io.github.azurediscovery.catalog.HostName;
import org.jspecify.annotations.Nullable;

/**
 * Turns a name into a service id: lower case, with hyphens in place of characters that
 * are invalid in a host name.
 */
final class ServiceIdNormalizer {

	private ServiceIdNormalizer() {
	}

	/** Return the id, {@code null} if the text yields no valid host name. */
	static @Nullable String of(String text) {
		String id = text.strip()
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^a-z0-9.-]", "-")
			.replaceAll("-*\\.-*", ".")
			.replaceAll("^[-.]+|[-.]+$", "");
		return HostName.isDnsName(id) ? id : null;
	}

	/** Return the id that a template yields, {@code null} if it is no valid host name. */
	static @Nullable String of(String template, String name, int port, @Nullable String region) {
		return of(template.replace("{name}", name)
			.replace("{port}", String.valueOf(port))
			.replace("{region}", (region != null) ? region : ""));
	}

}
