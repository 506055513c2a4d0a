package io.github.azurediscovery.imds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Reads the service's JSON, in which every value is a string and absence is empty. */
final class InstanceMetadataJson {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private InstanceMetadataJson() {
	}

	static JsonNode read(String text) throws JsonProcessingException {
		return MAPPER.readTree(text);
	}

	static String text(JsonNode node, String field) {
		return node.path(field).asText("").strip();
	}

	static @Nullable String textOrNull(JsonNode node, String field) {
		String text = text(node, field);
		return text.isEmpty() ? null : text;
	}

	static <T> List<T> list(JsonNode array, Function<JsonNode, T> item) {
		List<T> items = new ArrayList<>();
		array.forEach((node) -> items.add(item.apply(node)));
		return items;
	}

	static String startRequest(String eventId) {
		var body = MAPPER.createObjectNode();
		body.putArray("StartRequests").addObject().put("EventId", eventId);
		return body.toString();
	}

}
