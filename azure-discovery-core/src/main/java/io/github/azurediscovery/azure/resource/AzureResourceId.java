package io.github.azurediscovery.azure.resource;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * An Azure resource id. Ids are equal ignoring case, because Azure varies the case from
 * call to call. Holds nothing but its text, because there are several ids for each VM.
 */
public final class AzureResourceId {

	private static final String SETS = "virtualMachineScaleSets";

	private final String text;

	private final int hash;

	private AzureResourceId(String text) {
		this.text = text;
		this.hash = text.toLowerCase(Locale.ROOT).hashCode();
	}

	/**
	 * Parse an id.
	 * @param text the id
	 * @return the id
	 * @throws IllegalArgumentException if the text is no resource id
	 */
	public static AzureResourceId of(String text) {
		String stripped = text.strip();
		String[] parts = stripped.split("/", -1);
		if (parts.length < 3 || parts.length % 2 == 0 || !parts[0].isEmpty()
				|| !parts[1].equalsIgnoreCase("subscriptions")) {
			throw new IllegalArgumentException("'" + text + "' is not the id of an Azure resource");
		}
		return new AzureResourceId(stripped);
	}

	public static @Nullable AzureResourceId orNull(@Nullable String text) {
		try {
			return (text != null) ? of(text) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	public static AzureResourceId scaleSet(String subscription, String group, String name) {
		return of("/subscriptions/" + subscription + "/resourceGroups/" + group + "/providers/Microsoft.Compute/" + SETS
				+ "/" + name);
	}

	public String subscription() {
		String subscription = segment("subscriptions");
		return (subscription != null) ? subscription : "";
	}

	public String group() {
		String group = segment("resourceGroups");
		return (group != null) ? group : "";
	}

	/** Return the resource group in lower case, because its case varies between lists. */
	public String plainGroup() {
		return group().toLowerCase(Locale.ROOT);
	}

	public String name() {
		return this.text.substring(this.text.lastIndexOf('/') + 1);
	}

	/** Return the scale set that this id names or is part of, {@code null} if none. */
	public @Nullable AzureResourceId scaleSet() {
		String set = segment(SETS);
		return (set != null) ? scaleSet(subscription(), group(), set) : null;
	}

	/** Return the segment after one of this kind, compared ignoring case. */
	private @Nullable String segment(String kind) {
		int start = 1;
		while (start < this.text.length()) {
			int slash = this.text.indexOf('/', start);
			int end = this.text.indexOf('/', slash + 1);
			end = (end < 0) ? this.text.length() : end;
			if (slash - start == kind.length() && this.text.regionMatches(true, start, kind, 0, kind.length())) {
				return this.text.substring(slash + 1, end);
			}
			start = end + 1;
		}
		return null;
	}

	/** Return the id in lower case, for use as a key. */
	public String key() {
		return this.text.toLowerCase(Locale.ROOT);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof AzureResourceId id && id.hash == this.hash && id.text.equalsIgnoreCase(this.text);
	}

	@Override
	public int hashCode() {
		return this.hash;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
