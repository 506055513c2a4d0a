package io.github.azurediscovery.test.arm;

import java.util.Map;

import io.github.azurediscovery.test.http.HttpAnswer;
import io.github.azurediscovery.test.http.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in Azure Resource Manager's form: {@code {"error":{"code":…,"message":…}}}.
 */
final class ArmRefusalException extends RuntimeException {

	private final int status;

	private final Map<String, Object> error;

	ArmRefusalException(int status, String code, String message) {
		this(status, code, message, null);
	}

	ArmRefusalException(int status, String code, String message, @Nullable String target) {
		super(message, null, false, false);
		this.status = status;
		this.error = JsonText.object("code", code, "message", message, "target", target);
	}

	HttpAnswer answer() {
		HttpAnswer answer = HttpAnswer.json(this.status, JsonText.object("error", this.error));
		return (this.status == 401) ? answer.header("WWW-Authenticate",
				"Bearer authorization_uri=\"https://login.windows.net/\", error=\"invalid_token\"") : answer;
	}

}
