package io.github.azurediscovery.test.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The {@code $filter} of the resource list: resource types joined by {@code or}, or a tag
 * name, perhaps with its value. A filter by tag makes Azure leave the tags out of the
 * answer
 * (<a href="https://learn.microsoft.com/rest/api/resources/resources/list">Resources -
 * List</a>).
 *
 * @param types the types wanted, empty for all
 * @param tagName the tag name wanted or {@code null}
 * @param tagValue the tag value wanted or {@code null}
 */
record ResourceFilter(List<String> types, @Nullable String tagName, @Nullable String tagValue) {

	private static final Pattern TERM = Pattern.compile(
			"\\s*\\(?\\s*(resourceType|tagName|tagValue)\\s+eq\\s+'((?:[^']|'')*)'\\s*\\)?\\s*(and|or|$)",
			Pattern.CASE_INSENSITIVE);

	static ResourceFilter of(@Nullable String text) {
		List<String> types = new ArrayList<>();
		String tagName = null;
		String tagValue = null;
		Matcher term = TERM.matcher((text != null) ? text : "");
		int end = 0;
		while (term.lookingAt()) {
			String value = term.group(2).replace("''", "'");
			switch (ResourceIdCase.key(term.group(1))) {
				case "resourcetype" -> types.add(value);
				case "tagname" -> tagName = value;
				default -> tagValue = value;
			}
			end = term.end();
			term.region(end, term.regionEnd());
		}
		if (text != null && (end != text.length() || (tagName != null && !types.isEmpty()))) {
			throw new ArmRefusalException(400, "InvalidFilterInQueryString",
					"Invalid $filter '" + text + "' specified in the query string.");
		}
		return new ResourceFilter(types, tagName, tagValue);
	}

	boolean byTag() {
		return this.tagName != null;
	}

	boolean wants(String type) {
		return this.types.isEmpty() || this.types.stream().anyMatch(type::equalsIgnoreCase);
	}

	boolean matches(ResourceView resource) {
		if (this.tagName == null) {
			return true;
		}
		return resource.tags()
			.entrySet()
			.stream()
			.anyMatch((tag) -> tag.getKey().equalsIgnoreCase(this.tagName)
					&& (this.tagValue == null || tag.getValue().equals(this.tagValue)));
	}

}
