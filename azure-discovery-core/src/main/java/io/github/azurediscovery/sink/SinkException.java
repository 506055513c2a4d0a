package io.github.azurediscovery.sink;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A sink does not hold the desired state, or cannot be reached. It is tried again. The
 * message is shown to operators, so it must contain no secret.
 */
public final class SinkException extends Exception {

	private static final long serialVersionUID = 1L;

	@SuppressWarnings("serial")
	private final Map<String, String> notes;

	/**
	 * Create a failure.
	 * @param message what failed
	 */
	public SinkException(String message) {
		this(message, null);
	}

	/**
	 * Create a failure.
	 * @param message what failed
	 * @param cause the cause, or {@code null}
	 */
	public SinkException(String message, @Nullable Throwable cause) {
		this(message, cause, Map.of());
	}

	/**
	 * Create a failure that a person may have to resolve.
	 * @param message what failed
	 * @param cause the cause, or {@code null}
	 * @param notes what a person should do, by service
	 */
	public SinkException(String message, @Nullable Throwable cause, Map<String, String> notes) {
		super(message, cause);
		this.notes = Map.copyOf(notes);
	}

	/**
	 * Return what a person should do.
	 * @return the notes by service, empty if there is nothing to do
	 */
	public Map<String, String> notes() {
		return this.notes;
	}

}
