package io.github.azurediscovery.test.arm;

import java.util.Map;

import io.github.azurediscovery.test.http.Answer;
import io.github.azurediscovery.test.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in Azure Resource Manager's form: {@code {"error":{"code":…,"message":…}}}.
 */
final class ArmException extends RuntimeException {

	private final int status;

	private final Map<String, Object> error;

	ArmException(int status, String code, String message) {
		this(status, code, message, null);
	}

	ArmException(int status, String code, String message, @Nullable String target) {
		super(message, null, false, false);
		this.status = status;
		this.error = Json.object("code", code, "message", message, "target", target);
	}

	Answer answer() {
		Answer answer = Answer.json(this.status, Json.object("error", this.error));
		return (this.status == 401) ? answer.header("WWW-Authenticate",
				"Bearer authorization_uri=\"https://login.windows.net/\", error=\"invalid_token\"") : answer;
	}

}
