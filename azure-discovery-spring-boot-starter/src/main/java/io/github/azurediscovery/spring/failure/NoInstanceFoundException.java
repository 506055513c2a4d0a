package io.github.azurediscovery.spring.failure;

import io.github.azurediscovery.catalog.Rejection;

/**
 * The first refresh found VMs, but none of them has the tag that makes it an instance.
 */
public final class NoInstanceFoundException extends IllegalStateException implements FailFastFailure {

	private final Rejection untagged;

	public NoInstanceFoundException(Rejection untagged) {
		super("No instance of any service was found: " + untagged.detail());
		this.untagged = untagged;
	}

	String detail() {
		return this.untagged.detail();
	}

}
