package io.github.azurediscovery.test.imds;

import java.util.List;

import io.github.azurediscovery.test.http.Answer;
import io.github.azurediscovery.test.http.Json;

/**
 * Refusals of the metadata service.
 */
final class ImdsErrors {

	private ImdsErrors() {
	}

	static Answer noMetadataHeader() {
		return Answer.json(400, Json.object("error", "Bad request. Required metadata header not specified"));
	}

	static Answer forwarded() {
		return Answer.json(400, Json.object("error", "Bad request. X-Forwarded-For header is not allowed"));
	}

	static Answer noApiVersion() {
		return Answer.json(400, Json.object("error",
				"Bad request. api-version is invalid or was not specified in the request. For more information refer to aka.ms/azureimds",
				"newest-versions", List.of("2025-04-07", "2024-07-17", "2024-03-15")));
	}

	static Answer notFound() {
		return Answer.json(404, Json.object("error", "Not found"));
	}

	static Answer notAllowed() {
		return Answer.json(405, Json.object("error", "Method not allowed"));
	}

	static Answer token(int status, String code, String description) {
		return Answer.json(status, Json.object("error", code, "error_description", description));
	}

}
