package io.github.azurediscovery.setting;

import org.jspecify.annotations.Nullable;

/**
 * A setting has a value that cannot work. The message names it and says what it may be.
 */
public final class InvalidSettingException extends IllegalArgumentException {

	private final String setting;

	private final transient @Nullable Object value;

	private final String expected;

	/**
	 * Create the exception.
	 * @param setting the name of the setting, such as {@code refresh.jitter}
	 * @param value its value, never a secret
	 * @param expected what it may be, such as {@code from 0 to 1}
	 */
	public InvalidSettingException(String setting, @Nullable Object value, String expected) {
		super(setting + " is " + value + " but must be " + expected);
		this.setting = setting;
		this.value = value;
		this.expected = expected;
	}

	/** Return the name of the setting. */
	public String setting() {
		return this.setting;
	}

	/** Return its value. */
	public @Nullable Object value() {
		return this.value;
	}

	/** Return what it may be, to follow the words <em>must be</em>. */
	public String expected() {
		return this.expected;
	}

}
