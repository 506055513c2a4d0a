package io.github.azurediscovery.setting;

import java.util.Locale;

/**
 * A name in which {@code *} stands for any characters; case does not matter. Matches
 * without backtracking, because names come from tags and must not be able to keep a
 * source busy. Thread-safe.
 */
public final class WildcardPattern {

	private final String[] pieces;

	/**
	 * Create a pattern.
	 * @param text the name, with any number of {@code *}
	 */
	public WildcardPattern(String text) {
		this.pieces = text.toLowerCase(Locale.ROOT).split("\\*", -1);
	}

	/**
	 * Return whether a whole name matches, in time that grows with its length times that
	 * of the pattern at the most.
	 * @param name the name
	 */
	public boolean matches(String name) {
		String text = name.toLowerCase(Locale.ROOT);
		String first = this.pieces[0];
		if (this.pieces.length == 1) {
			return text.equals(first);
		}
		String last = this.pieces[this.pieces.length - 1];
		int end = text.length() - last.length();
		if (end < first.length() || !text.startsWith(first) || !text.endsWith(last)) {
			return false;
		}
		int at = first.length();
		for (int i = 1; i < this.pieces.length - 1; i++) {
			int found = text.indexOf(this.pieces[i], at);
			if (found < 0) {
				return false;
			}
			at = found + this.pieces[i].length();
		}
		return at <= end;
	}

}
