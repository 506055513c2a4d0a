package io.github.azurediscovery.haproxy.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the simulated Dataplane API.
 *
 * @param status the status
 * @param body the body, or {@code null} for none
 * @param reload the id of the reload that it promises, or {@code null}
 */
record SimulatedDataplaneReply(int status, @Nullable JsonNode body, @Nullable String reload) {

	static SimulatedDataplaneReply ok(JsonNode body) {
		return new SimulatedDataplaneReply(200, body, null);
	}

	static SimulatedDataplaneReply error(int status, String message) {
		return new SimulatedDataplaneReply(status,
				JsonNodeFactory.instance.objectNode().put("code", status).put("message", message), null);
	}

}
