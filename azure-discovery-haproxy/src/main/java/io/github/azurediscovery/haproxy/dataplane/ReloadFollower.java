package io.github.azurediscovery.haproxy.dataplane;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.azurediscovery.sink.SinkException;
import org.jspecify.annotations.Nullable;

/** Follows a reload that the Dataplane API has promised, to its end. */
final class ReloadFollower {

	/** The Dataplane API collects reloads for 5 s by default. */
	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final DataplaneExchange exchange;

	private final Duration pause;

	ReloadFollower(DataplaneExchange exchange, Duration pause) {
		this.exchange = exchange;
		this.pause = pause;
	}

	/**
	 * Wait for a reload.
	 * @param id the id of the reload
	 * @return why it failed, or {@code null} if it succeeded
	 * @throws SinkException if the Dataplane API does not answer
	 */
	@Nullable String refusal(String id) throws SinkException, InterruptedException {
		long rounds = LIMIT.toMillis() / this.pause.toMillis();
		for (long round = 0; round < rounds; round++) {
			DataplaneAnswer answer = this.exchange.get("reloads/" + DataplaneExchange.part(id));
			JsonNode reload = (answer.status() == 404) ? answer.body() : answer.orFail().body();
			String status = reload.path("status").asText();
			if (status.equals("succeeded")) {
				return null;
			}
			if (status.equals("failed")) {
				return "is refused by HAProxy at its reload: " + text(reload);
			}
			Thread.sleep(this.pause.toMillis());
		}
		return "waits for reload " + id + ", which has not ended within " + LIMIT.toSeconds() + " s";
	}

	private static String text(JsonNode reload) {
		String response = reload.path("response").asText("no reason is given").replaceAll("\\p{Cntrl}+", " ").strip();
		return response.substring(0, Math.min(300, response.length()));
	}

}
