package io.github.azurediscovery.azure.arm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A recorded or published answer of Azure, from the test resources. */
public final class AzureExample {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final JsonNode document;

	private AzureExample(JsonNode document) {
		this.document = document;
	}

	public static AzureExample of(String path) {
		try (InputStream stream = AzureExample.class.getResourceAsStream("/azure-examples/" + path)) {
			return new AzureExample(MAPPER.readTree(stream));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The recorded exchange's answer, headers included. */
	public LoopbackArm.Reply recorded() {
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
	public LoopbackArm.Reply asList() {
		return LoopbackArm.Reply.json(200, "{\"value\":[" + body() + "]}");
	}

	public JsonNode body() {
		return this.document.path("response").path("body");
	}

	/** The body of an example of the REST specification. */
	public JsonNode specified() {
		return this.document.path("responses").path("200").path("body");
	}

	public JsonNode document() {
		return this.document;
	}

}
