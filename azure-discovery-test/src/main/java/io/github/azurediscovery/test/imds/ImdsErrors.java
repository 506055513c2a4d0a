package io.github.azurediscovery.test.imds;

import java.util.List;

import io.github.azurediscovery.test.http.HttpAnswer;
import io.github.azurediscovery.test.http.JsonText;

/**
 * Refusals of the metadata service.
 */
final class ImdsErrors {

	private ImdsErrors() {
	}

	static HttpAnswer noMetadataHeader() {
		return HttpAnswer.json(400, JsonText.object("error", "Bad request. Required metadata header not specified"));
	}

	static HttpAnswer forwarded() {
		return HttpAnswer.json(400, JsonText.object("error", "Bad request. X-Forwarded-For header is not allowed"));
	}

	static HttpAnswer noApiVersion() {
		return HttpAnswer.json(400, JsonText.object("error",
				"Bad request. api-version is invalid or was not specified in the request. For more information refer to aka.ms/azureimds",
				"newest-versions", List.of("2025-04-07", "2024-07-17", "2024-03-15")));
	}

	static HttpAnswer notFound() {
		return HttpAnswer.json(404, JsonText.object("error", "Not found"));
	}

	static HttpAnswer notAllowed() {
		return HttpAnswer.json(405, JsonText.object("error", "Method not allowed"));
	}

	static HttpAnswer token(int status, String code, String description) {
		return HttpAnswer.json(status, JsonText.object("error", code, "error_description", description));
	}

}
