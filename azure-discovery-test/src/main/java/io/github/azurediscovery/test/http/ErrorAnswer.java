package io.github.azurediscovery.test.http;

import java.util.Map;

/**
 * How each side of Azure words its errors.
 */
final class ErrorAnswer {

	private ErrorAnswer() {
	}

	static HttpAnswer of(AzureOperation operation, int status) {
		if (AzureOperation.imds().contains(operation)) {
			return HttpAnswer.json(status, imds(operation, status));
		}
		if (AzureOperation.blob().contains(operation)) {
			return BlobErrorAnswer.of(status);
		}
		boolean compute = AzureOperation.compute().contains(operation);
		if (status == 429) {
			return compute ? ThrottledAnswer.ofCompute("HighCostGet") : ThrottledAnswer.ofResourceManager();
		}
		return switch (status) {
			case 401 -> arm(status, "ExpiredAuthenticationToken",
					"The access token expiry UTC time is earlier than current UTC time.");
			case 403 -> arm(status, "AuthorizationFailed",
					"The client does not have authorization to perform the action over the scope or the scope is invalid.");
			case 404 -> arm(status, "NotFound", "The entity was not found.");
			case 503 -> arm(status, "ServerTimeout", "The request timed out. Please try again.");
			default -> arm(status, "InternalServerError", "An internal error has occurred.");
		};
	}

	private static HttpAnswer arm(int status, String code, String message) {
		return HttpAnswer.json(status, JsonText.object("error", JsonText.object("code", code, "message", message)));
	}

	private static Map<String, Object> imds(AzureOperation operation, int status) {
		String error = switch (status) {
			case 404 -> "Not found";
			case 410 -> "Gone. The service is being updated, retry within 70 seconds";
			case 429 -> "Too many requests";
			default -> "Internal server error";
		};
		return (operation == AzureOperation.IMDS_TOKEN)
				? JsonText.object("error", "unknown_error", "error_description", error)
				: JsonText.object("error", error);
	}

}
