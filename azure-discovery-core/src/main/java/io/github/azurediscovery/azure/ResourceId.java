package io.github.azurediscovery.azure;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * An Azure resource id. Azure writes the same id in different case from call to call, so
 * ids are equal ignoring case.
 */
final class ResourceId {

	private static final String SETS = "virtualMachineScaleSets";

	private final String text;

	private final String key;

	private final Map<String, String> segments;

	private ResourceId(String text, Map<String, String> segments) {
		this.text = text;
		this.key = text.toLowerCase(Locale.ROOT);
		this.segments = segments;
	}

	/**
	 * Parse an id.
	 * @param text the id
	 * @return the id
	 * @throws IllegalArgumentException if it is none
	 */
	static ResourceId of(String text) {
		String stripped = text.strip();
		String[] parts = stripped.split("/", -1);
		if (parts.length < 3 || parts.length % 2 == 0 || !parts[0].isEmpty()
				|| !parts[1].equalsIgnoreCase("subscriptions")) {
			throw new IllegalArgumentException("'" + text + "' is not the id of an Azure resource");
		}
		Map<String, String> segments = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (int i = 1; i < parts.length; i += 2) {
			segments.put(parts[i], parts[i + 1]);
		}
		return new ResourceId(stripped, segments);
	}

	static @Nullable ResourceId orNull(@Nullable String text) {
		try {
			return (text != null) ? of(text) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	static ResourceId scaleSet(String subscription, String group, String name) {
		return of("/subscriptions/" + subscription + "/resourceGroups/" + group + "/providers/Microsoft.Compute/" + SETS
				+ "/" + name);
	}

	String subscription() {
		return this.segments.getOrDefault("subscriptions", "");
	}

	String group() {
		return this.segments.getOrDefault("resourceGroups", "");
	}

	/** The resource group in lower case: Azure's lists write it in any. */
	String plainGroup() {
		return group().toLowerCase(Locale.ROOT);
	}

	String name() {
		return this.text.substring(this.text.lastIndexOf('/') + 1);
	}

	/** The scale set that this id names or lies in, {@code null} without one. */
	@Nullable ResourceId scaleSet() {
		String set = this.segments.get(SETS);
		return (set != null) ? scaleSet(subscription(), group(), set) : null;
	}

	/** Lower case, for maps and as the identity where nothing better is known. */
	String key() {
		return this.key;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ResourceId id && id.key.equals(this.key);
	}

	@Override
	public int hashCode() {
		return this.key.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
