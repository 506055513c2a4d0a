package io.github.azurediscovery.spring.failure;

import org.jspecify.annotations.Nullable;

/**
 * A property under {@code azure.discovery} has an invalid value.
 */
public final class InvalidDiscoveryPropertyException extends IllegalArgumentException {

	private final String property;

	private final @Nullable Object value;

	private final String reason;

	private final String action;

	/**
	 * Create the exception.
	 * @param property the full name of the property
	 * @param value the value, never a secret
	 * @param reason what is wrong with the value
	 * @param action how to correct it
	 */
	public InvalidDiscoveryPropertyException(String property, @Nullable Object value, String reason, String action) {
		super("%s%s %s. %s".formatted(property, (value != null) ? "=" + value : "", reason, action));
		this.property = property;
		this.value = value;
		this.reason = reason;
		this.action = action;
	}

	String property() {
		return this.property;
	}

	@Nullable Object value() {
		return this.value;
	}

	String reason() {
		return this.reason;
	}

	String action() {
		return this.action;
	}

}
