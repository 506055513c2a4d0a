package io.github.azurediscovery.azure.http;

import java.util.stream.Stream;

import com.azure.core.http.HttpHeaderName;

/**
 * How many reads Azure Resource Manager itself still allows, by answer header. The sizes
 * are those of "Understand how Azure Resource Manager throttles requests" on Microsoft
 * Learn.
 */
enum ArmReadQuota {

	/** For this identity. */
	OF_PRINCIPAL("subscription-reads", 250),

	/** For all identities together. */
	OF_ALL("subscription-global-reads", 3750);

	private final String key;

	private final long size;

	ArmReadQuota(String key, long size) {
		this.key = key;
		this.size = size;
	}

	/** The name in metrics. */
	String key() {
		return this.key;
	}

	HttpHeaderName header() {
		return HttpHeaderName.fromString("x-ms-ratelimit-remaining-" + this.key);
	}

	/** The size of a quota of this name, 0 if it is none of these. */
	static long sizeOf(String key) {
		return Stream.of(values())
			.filter((quota) -> quota.key.equals(key))
			.mapToLong((quota) -> quota.size)
			.findFirst()
			.orElse(0);
	}

}
