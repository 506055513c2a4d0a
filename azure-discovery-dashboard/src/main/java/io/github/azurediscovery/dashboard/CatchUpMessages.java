package io.github.azurediscovery.dashboard;

import java.util.ArrayList;
import java.util.List;

/**
 * What a new viewer is told: all there was at one time, and what the others were told
 * since. All share it, however many come. Not thread-safe.
 */
final class CatchUpMessages {

	private static final int LONGEST = 16;

	private final List<byte[]> messages = new ArrayList<>();

	/**
	 * Return what to tell.
	 * @return the messages, none if the story is to begin anew
	 */
	List<byte[]> messages() {
		return List.copyOf(this.messages);
	}

	/**
	 * Begin.
	 * @param everything all there is
	 */
	void begin(byte[] everything) {
		this.messages.add(everything);
	}

	/**
	 * Go on. A story that has grown too long is forgotten.
	 * @param message what the viewers are told
	 */
	void add(byte[] message) {
		if (this.messages.size() > LONGEST) {
			forget();
		}
		else if (!this.messages.isEmpty()) {
			this.messages.add(message);
		}
	}

	void forget() {
		this.messages.clear();
	}

}
