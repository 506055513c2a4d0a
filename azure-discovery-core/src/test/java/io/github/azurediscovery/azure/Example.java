package io.github.azurediscovery.azure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A recorded or published answer of Azure, from the test resources. */
final class Example {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final JsonNode document;

	private Example(JsonNode document) {
		this.document = document;
	}

	static Example of(String path) {
		try (InputStream stream = Example.class.getResourceAsStream("/azure-examples/" + path)) {
			return new Example(MAPPER.readTree(stream));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The recorded exchange's answer, headers included. */
	LoopbackArm.Reply recorded() {
		JsonNode response = this.document.path("response");
		Map<String, String> headers = new HashMap<>();
		response.path("headers").properties().forEach((entry) -> {
			if (entry.getKey().startsWith("x-ms")) {
				headers.put(entry.getKey(), entry.getValue().asText());
			}
		});
		return LoopbackArm.Reply.json(response.path("status").asInt(), response.path("body").toString(), headers);
	}

	/** The recorded body as the only item of a list. */
	LoopbackArm.Reply asList() {
		return LoopbackArm.Reply.json(200, "{\"value\":[" + body() + "]}");
	}

	JsonNode body() {
		return this.document.path("response").path("body");
	}

	/** The body of an example of the REST specification. */
	JsonNode specified() {
		return this.document.path("responses").path("200").path("body");
	}

	JsonNode document() {
		return this.document;
	}

}
