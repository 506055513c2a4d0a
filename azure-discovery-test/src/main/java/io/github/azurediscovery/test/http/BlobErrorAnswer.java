package io.github.azurediscovery.test.http;

/**
 * How the Blob service words its errors: as XML, with the code in a header as well.
 */
public final class BlobErrorAnswer {

	private BlobErrorAnswer() {
	}

	/**
	 * Answer what a status means where nothing else is known. Too many requests are 503
	 * here, as the service has no 429.
	 * @param status the HTTP status
	 * @return the answer
	 */
	public static HttpAnswer of(int status) {
		return switch (status) {
			case 401 -> of(401, "InvalidAuthenticationInfo",
					"Server failed to authenticate the request. Please refer to the information in the www-authenticate header.")
				.header("WWW-Authenticate",
						"Bearer authorization_uri=https://login.microsoftonline.com/common/oauth2/authorize resource_id=https://storage.azure.com");
			case 403 -> of(403, "AuthorizationPermissionMismatch",
					"This request is not authorized to perform this operation using this permission.");
			case 404 -> of(404, "ResourceNotFound", "The specified resource does not exist.");
			case 429, 503 -> of(503, "ServerBusy", "The server is busy.");
			default -> of(status, (status == 500) ? "InternalError" : "UnknownError",
					"The server encountered an internal error. Please retry the request.");
		};
	}

	/**
	 * Answer an error.
	 * @param status the HTTP status
	 * @param code the error code
	 * @param message the message for people
	 * @return the answer
	 */
	public static HttpAnswer of(int status, String code, String message) {
		return HttpAnswer
			.text(status, "application/xml",
					"\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>"
							+ message + "</Message></Error>")
			.header("x-ms-error-code", code);
	}

}
