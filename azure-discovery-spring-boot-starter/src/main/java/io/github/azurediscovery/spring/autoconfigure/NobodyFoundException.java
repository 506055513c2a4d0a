package io.github.azurediscovery.spring.autoconfigure;

import io.github.azurediscovery.catalog.Rejection;

/**
 * The first refresh saw VMs, and none of them carries the tag that makes it an instance.
 */
final class NobodyFoundException extends IllegalStateException {

	private final Rejection everybody;

	NobodyFoundException(Rejection everybody) {
		super("No instance of any service was found: " + everybody.reason());
		this.everybody = everybody;
	}

	String reason() {
		return this.everybody.reason();
	}

}
