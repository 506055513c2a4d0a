package io.github.azurediscovery.catalog;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Text from outside, made fit for a person to read: what cannot be seen, such as a
 * byte-order mark, is shown by its code, and what is very long is cut.
 */
public final class VisibleText {

	private static final int LONGEST = 1000;

	private static final int BRIEF = 200;

	private static final int FEW = 10;

	private VisibleText() {
	}

	/**
	 * Make a text visible.
	 * @param text the text
	 * @return the same text if all of it can be seen, on one line and of a bearable
	 * length
	 */
	public static String of(String text) {
		String shown = (text.length() > LONGEST) ? text.substring(0, LONGEST) + "…" : text;
		return shown.codePoints().allMatch(VisibleText::isVisible) ? shown : escaped(shown);
	}

	/**
	 * Make a text visible in a few words: on one line of 200 characters at most.
	 * @param text the text
	 * @return the same text if all of it can be seen and it is short
	 */
	public static String brief(String text) {
		String shown = of((text.length() > BRIEF) ? text.substring(0, BRIEF + 1) : text);
		return (shown.length() > BRIEF) ? shown.substring(0, BRIEF - 1) + "…" : shown;
	}

	/**
	 * Make a list of names fit for one line: ten of them at most.
	 * @param names the names
	 * @return the first names, and how many more there are
	 */
	public static String few(Collection<String> names) {
		String first = names.stream().limit(FEW).collect(Collectors.joining(", "));
		return (names.size() > FEW) ? first + " and " + (names.size() - FEW) + " more" : first;
	}

	private static String escaped(String text) {
		StringBuilder escaped = new StringBuilder();
		text.codePoints().forEach((codePoint) -> {
			if (isVisible(codePoint)) {
				escaped.appendCodePoint(codePoint);
			}
			else {
				for (char unit : Character.toChars(codePoint)) {
					escaped.append("\\u%04X".formatted((int) unit));
				}
			}
		});
		return escaped.toString();
	}

	private static boolean isVisible(int codePoint) {
		return codePoint == ' ' || switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
				false;
			default -> true;
		};
	}

}
