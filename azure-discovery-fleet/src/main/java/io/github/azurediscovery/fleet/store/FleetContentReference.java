package io.github.azurediscovery.fleet.store;

import java.util.regex.Pattern;

/**
 * Names a content by its hash, so that it cannot change, nor be read half.
 *
 * @param sha256 the SHA-256 of the JSON, 64 lower-case hexadecimal digits
 * @param bytes how large it is, packed
 * @param instances how many instances it has
 */
public record FleetContentReference(String sha256, long bytes, int instances) {

	static final String DIRECTORY = "v1/content/";

	static final String SUFFIX = ".json.gz";

	private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

	/** Check the values, which may come from outside. */
	public FleetContentReference {
		if (!isHash(sha256)) {
			throw new IllegalArgumentException("a content is named by 64 lower-case hexadecimal digits");
		}
		if (bytes < 0 || instances < 0) {
			throw new IllegalArgumentException("a content has neither a negative size nor number of instances");
		}
	}

	static boolean isHash(String text) {
		return SHA256.matcher(text).matches();
	}

	/** Return the name in the store, below its prefix. */
	public String name() {
		return DIRECTORY + this.sha256 + SUFFIX;
	}

}
