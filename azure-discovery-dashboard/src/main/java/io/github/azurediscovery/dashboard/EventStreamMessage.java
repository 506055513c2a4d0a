package io.github.azurediscovery.dashboard;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Formats server-sent events. */
final class EventStreamMessage {

	private static final Duration RECONNECT_DELAY = Duration.ofSeconds(1);

	private EventStreamMessage() {
	}

	/** Format the complete state, with the time after which a browser reconnects. */
	static byte[] state(String data) {
		return event("state\nretry:" + RECONNECT_DELAY.toMillis(), data);
	}

	/** Format changes. */
	static byte[] update(String data) {
		return event("update", data);
	}

	private static byte[] event(String name, String data) {
		return ("event:" + name + "\ndata:" + data + "\n\n").getBytes(StandardCharsets.UTF_8);
	}

}
