package io.github.azurediscovery.test.arm;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resource ids, in the various cases Azure shows them: they compare ignoring case.
 */
final class ResourceIdCase {

	private static final Pattern GROUP = Pattern.compile("(?i)(/resourceGroups/)([^/]+)");

	private ResourceIdCase() {
	}

	static String key(String id) {
		return id.toLowerCase(Locale.ROOT);
	}

	static String groupInCapitals(String id) {
		return GROUP.matcher(id)
			.replaceFirst(
					(found) -> Matcher.quoteReplacement(found.group(1) + found.group(2).toUpperCase(Locale.ROOT)));
	}

	/**
	 * Compute names interfaces like this.
	 */
	static String groupInSmallLetters(String id) {
		return GROUP.matcher(id)
			.replaceFirst(
					(found) -> Matcher.quoteReplacement(found.group(1) + found.group(2).toLowerCase(Locale.ROOT)));
	}

	/**
	 * Network names virtual machines like this, whatever their name was in the list.
	 */
	static String lastInSmallLetters(String id) {
		int last = id.lastIndexOf('/') + 1;
		return id.substring(0, last) + id.substring(last).toLowerCase(Locale.ROOT);
	}

}
