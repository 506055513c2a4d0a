package io.github.azurediscovery.azure.resource;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.azure.ResourceTagMatch;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a resource. Names compare ignoring case, values exactly, as Azure compares
 * them.
 */
public final class ResourceTags {

	public static final ResourceTags NONE = new ResourceTags(Map.of());

	private final Map<String, String> tags;

	private ResourceTags(Map<String, String> tags) {
		Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		tags.forEach((name, value) -> copy.put(name, (value != null) ? value : ""));
		this.tags = Collections.unmodifiableMap(copy);
	}

	public static ResourceTags of(@Nullable Map<String, String> tags) {
		return (tags == null || tags.isEmpty()) ? NONE : new ResourceTags(tags);
	}

	/**
	 * Return the stripped value of a tag, {@code null} if it is missing or blank.
	 */
	public @Nullable String get(String name) {
		String value = this.tags.get(name);
		return (value == null || value.isBlank()) ? null : value.strip();
	}

	public boolean matches(ResourceTagMatch match) {
		return match.value().equals(this.tags.get(match.name()));
	}

	public boolean matchesAll(List<ResourceTagMatch> matches) {
		return matches.stream().allMatch(this::matches);
	}

	/**
	 * Return these tags, completed by those of {@code defaults} that are missing here.
	 */
	public ResourceTags withDefaults(ResourceTags parent) {
		if (parent.tags.isEmpty() || this.tags.isEmpty()) {
			return this.tags.isEmpty() ? parent : this;
		}
		Map<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		merged.putAll(parent.tags);
		merged.putAll(this.tags);
		return new ResourceTags(merged);
	}

	public Map<String, String> asMap() {
		return this.tags;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ResourceTags set && set.tags.equals(this.tags);
	}

	@Override
	public int hashCode() {
		return this.tags.hashCode();
	}

	@Override
	public String toString() {
		return this.tags.toString();
	}

}
