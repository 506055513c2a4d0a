package io.github.azurediscovery.azure.http;

import java.util.stream.Stream;

import com.azure.core.http.HttpHeaderName;

/**
 * The read quotas of Azure Resource Manager itself, as reported in response headers. The
 * sizes are those of "Understand how Azure Resource Manager throttles requests" on
 * Microsoft Learn.
 */
enum ArmReadQuota {

	/** The quota of this identity. */
	OF_PRINCIPAL("subscription-reads", 250),

	/** The quota that all identities share. */
	OF_ALL("subscription-global-reads", 3750);

	private final String key;

	private final long size;

	ArmReadQuota(String key, long size) {
		this.key = key;
		this.size = size;
	}

	/** Return the name in metrics. */
	String key() {
		return this.key;
	}

	HttpHeaderName header() {
		return HttpHeaderName.fromString("x-ms-ratelimit-remaining-" + this.key);
	}

	/** Return the size of the quota of this name, 0 if there is none. */
	static long sizeOf(String key) {
		return Stream.of(values())
			.filter((quota) -> quota.key.equals(key))
			.mapToLong((quota) -> quota.size)
			.findFirst()
			.orElse(0);
	}

}
