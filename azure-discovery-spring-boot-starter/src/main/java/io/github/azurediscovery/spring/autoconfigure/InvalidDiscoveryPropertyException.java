package io.github.azurediscovery.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * A property under {@code azure.discovery} that cannot be meant as it stands.
 */
public final class InvalidDiscoveryPropertyException extends IllegalArgumentException {

	private final String property;

	private final @Nullable Object value;

	private final String reason;

	private final String action;

	/**
	 * Create the exception.
	 * @param property the full name of the property
	 * @param value its value as given; never a secret
	 * @param reason what is wrong with it
	 * @param action what to do
	 */
	public InvalidDiscoveryPropertyException(String property, @Nullable Object value, String reason, String action) {
		super("%s%s %s. %s".formatted(property, (value != null) ? "=" + value : "", reason, action));
		this.property = property;
		this.value = value;
		this.reason = reason;
		this.action = action;
	}

	static void unless(boolean fine, String property, @Nullable Object value, String reason, String action) {
		if (!fine) {
			throw new InvalidDiscoveryPropertyException("azure.discovery." + property, value, reason, action);
		}
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
