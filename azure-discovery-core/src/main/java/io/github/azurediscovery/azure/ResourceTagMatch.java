package io.github.azurediscovery.azure;

/**
 * One tag and the value it must have. Names compare ignoring case, values exactly, as
 * Azure compares them.
 *
 * @param name the name of the tag
 * @param value the value
 */
public record ResourceTagMatch(String name, String value) {

	/**
	 * Parse {@code name=value}; the first {@code =} separates.
	 * @param text the text
	 * @return the match
	 * @throws IllegalArgumentException if there is no {@code =} or no name
	 */
	public static ResourceTagMatch parse(String text) {
		int at = text.indexOf('=');
		if (at < 1) {
			throw new IllegalArgumentException("'" + text + "' is not of the form name=value");
		}
		return new ResourceTagMatch(text.substring(0, at).strip(), text.substring(at + 1).strip());
	}

}
