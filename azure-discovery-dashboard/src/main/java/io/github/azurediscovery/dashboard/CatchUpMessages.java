package io.github.azurediscovery.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * The messages that bring a new viewer up to date: the complete state at one time, and
 * the changes since then. All new viewers share them. Not thread-safe.
 */
final class CatchUpMessages {

	private static final int MAX_MESSAGES = 16;

	private final List<byte[]> messages = new ArrayList<>();

	/**
	 * Return the messages.
	 * @return the messages, empty if a complete state is required first
	 */
	List<byte[]> messages() {
		return List.copyOf(this.messages);
	}

	/**
	 * Start with the complete state.
	 * @param completeState the message with the complete state
	 */
	void begin(byte[] completeState) {
		this.messages.add(completeState);
	}

	/**
	 * Add changes. Clears all messages if there are too many.
	 * @param message the message with the changes
	 */
	void add(byte[] message) {
		if (this.messages.size() > MAX_MESSAGES) {
			clear();
		}
		else if (!this.messages.isEmpty()) {
			this.messages.add(message);
		}
	}

	void clear() {
		this.messages.clear();
	}

}
