package io.github.azurediscovery.source;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Yes or no as people write it in a tag or a file: what Spring Boot takes for a boolean,
 * and nothing else.
 */
public final class BooleanFlagText {

	/** What may be written, for messages. */
	public static final String CHOICES = "true, on, yes, 1, false, off, no or 0";

	private BooleanFlagText() {
	}

	/**
	 * Read a flag.
	 * @param text the text, in any case
	 * @return the flag, or {@code null} if the text is none
	 */
	public static @Nullable Boolean read(String text) {
		return switch (text.strip().toLowerCase(Locale.ROOT)) {
			case "true", "on", "yes", "1" -> true;
			case "false", "off", "no", "0" -> false;
			default -> null;
		};
	}

}
