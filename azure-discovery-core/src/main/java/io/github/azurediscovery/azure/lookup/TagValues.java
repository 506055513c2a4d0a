package io.github.azurediscovery.azure.lookup;

import java.util.List;
import java.util.stream.Stream;

import io.github.azurediscovery.source.FlagText;

import org.jspecify.annotations.Nullable;

/** Reads ports and lists from tags. */
final class TagValues {

	private TagValues() {
	}

	/** The port, {@code null} if the text is none. */
	static @Nullable Integer parse(String text) {
		try {
			int port = Integer.parseInt(text.strip());
			return (port >= 1 && port <= 65535) ? port : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	/** The items of a comma-separated list, blank ones kept in their place. */
	static List<String> list(@Nullable String text) {
		return (text == null) ? List.of() : Stream.of(text.split(",", -1)).map(String::strip).toList();
	}

	static @Nullable String at(List<String> items, int index) {
		return (index < items.size() && !items.get(index).isEmpty()) ? items.get(index) : null;
	}

	/**
	 * Whether callers use TLS, {@code null} if the text is no flag. Without a text they
	 * do at the ports that nothing serves without.
	 */
	static @Nullable Boolean secure(@Nullable String flag, int port) {
		return (flag != null) ? FlagText.read(flag) : (Boolean) isSecure(port);
	}

	/** Whether nothing serves at this port without TLS. */
	static boolean isSecure(int port) {
		return port == 443 || port == 8443;
	}

}
