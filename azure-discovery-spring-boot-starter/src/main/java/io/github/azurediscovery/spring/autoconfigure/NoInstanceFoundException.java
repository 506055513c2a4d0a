package io.github.azurediscovery.spring.autoconfigure;

import io.github.azurediscovery.catalog.Rejection;

/**
 * The first refresh found VMs, but none of them has the tag that makes it an instance.
 */
final class NoInstanceFoundException extends IllegalStateException {

	private final Rejection everything;

	NoInstanceFoundException(Rejection everything) {
		super("No instance of any service was found: " + everything.reason());
		this.everything = everything;
	}

	String reason() {
		return this.everything.reason();
	}

}
