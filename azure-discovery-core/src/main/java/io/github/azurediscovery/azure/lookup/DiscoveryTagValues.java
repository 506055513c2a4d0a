package io.github.azurediscovery.azure.lookup;

import java.util.List;
import java.util.stream.Stream;

import io.github.azurediscovery.source.BooleanFlagText;
import org.jspecify.annotations.Nullable;

/** Parses lists and flags in the values of tags. */
final class DiscoveryTagValues {

	private DiscoveryTagValues() {
	}

	/** Return the items of a comma-separated list, including empty ones. */
	static List<String> list(@Nullable String text) {
		return (text == null) ? List.of() : Stream.of(text.split(",", -1)).map(String::strip).toList();
	}

	static @Nullable String at(List<String> items, int index) {
		return (index < items.size() && !items.get(index).isEmpty()) ? items.get(index) : null;
	}

	/**
	 * Return whether callers use TLS, {@code null} if the text is no valid flag. Without
	 * a flag, the port decides.
	 */
	static @Nullable Boolean secure(@Nullable String flag, int port) {
		return (flag != null) ? BooleanFlagText.read(flag) : (Boolean) isSecure(port);
	}

	/** Return whether this port is by convention used with TLS. */
	static boolean isSecure(int port) {
		return port == 443 || port == 8443;
	}

}
