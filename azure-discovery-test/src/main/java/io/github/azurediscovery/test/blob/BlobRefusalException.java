package io.github.azurediscovery.test.blob;

import io.github.azurediscovery.test.http.BlobErrorAnswer;
import io.github.azurediscovery.test.http.HttpAnswer;

/** The service refuses a request. */
final class BlobRefusalException extends RuntimeException {

	private final int status;

	private final String code;

	BlobRefusalException(int status, String code, String message) {
		super(message);
		this.status = status;
		this.code = code;
	}

	static BlobRefusalException noBlob() {
		return new BlobRefusalException(404, "BlobNotFound", "The specified blob does not exist.");
	}

	static BlobRefusalException invalidHeader(String name) {
		return new BlobRefusalException(400, "InvalidHeaderValue",
				"The value for one of the HTTP headers is not in the correct format: " + name);
	}

	HttpAnswer answer() {
		return BlobErrorAnswer.of(this.status, this.code, String.valueOf(getMessage()));
	}

}
