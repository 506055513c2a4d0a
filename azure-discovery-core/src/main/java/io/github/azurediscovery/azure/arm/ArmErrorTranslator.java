package io.github.azurediscovery.azure.arm;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.exception.ManagementException;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmOperation;
import io.github.azurediscovery.azure.http.ExceptionText;
import io.github.azurediscovery.azure.http.ForeignOriginException;
import io.github.azurediscovery.azure.http.RateLimitHeaders;
import io.github.azurediscovery.azure.http.UnreadableResponseException;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Translates exceptions of the SDK into messages for users. The SDK's exceptions are not
 * passed on, because they reference requests, which contain tokens.
 */
final class ArmErrorTranslator {

	/**
	 * With a proxy password, the JDK's client drops the access token of a request.
	 */
	private static final String PROXY = "the proxy, not Azure, answered 407: it wants a user and a password, which"
			+ " Java's HTTP client does not send together with an access token; let the proxy admit this host"
			+ " without one, or bring an AzurePipeline of your own";

	private final InstantSource time;

	private final RandomGenerator random;

	/**
	 * Create a translator.
	 * @param time the clock
	 * @param random spreads the retries of clients that were throttled at the same moment
	 */
	ArmErrorTranslator(InstantSource time, RandomGenerator random) {
		this.time = time;
		this.random = random;
	}

	ArmAccessException explain(ArmOperation operation, String where, Throwable thrown) throws InterruptedException {
		String what = "Could not list " + operation.subject() + " of " + where + ": ";
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof InterruptedException) {
				throw new InterruptedException();
			}
			if (cause instanceof HttpResponseException refused && refused.getResponse() != null) {
				return answered(operation, where, what, refused, refused.getResponse());
			}
			if (cause instanceof ForeignOriginException || cause instanceof UnreadableResponseException) {
				return ArmAccessException.failed(Reason.INVALID, what + cause.getMessage());
			}
			if (cause instanceof TimeoutException) {
				return ArmAccessException.failed(Reason.TIMEOUT, what + "timed out");
			}
			if (cause instanceof IOException) {
				return ArmAccessException.failed(what + ExceptionText.of(cause) + OutboundAccessHint.hint(cause),
						cause);
			}
		}
		return ArmAccessException.failed(Reason.INVALID,
				what + "the answer could not be read (" + ExceptionText.of(thrown) + ")");
	}

	static boolean staleSkipToken(Throwable thrown) {
		return thrown instanceof HttpResponseException refused && refused.getResponse() != null
				&& refused.getResponse().getStatusCode() == 400
				&& String.valueOf(refused.getMessage()).toLowerCase(java.util.Locale.ROOT).contains("skiptoken");
	}

	private ArmAccessException answered(ArmOperation operation, String where, String what,
			HttpResponseException refused, HttpResponse response) {
		int status = response.getStatusCode();
		String said = status + said(refused);
		return switch (status) {
			case 401 ->
				ArmAccessException.failed(Reason.UNAUTHENTICATED, what + "Azure did not accept the access token ("
						+ said + "); check azure.discovery.credential and azure.discovery.cloud");
			case 403 -> ArmAccessException.denied(what + "the identity lacks the action " + operation.action()
					+ "; assign it the role Reader on " + where + " (" + said + ")");
			case 404, 409 -> ArmAccessException.missing(what + said);
			case 407 -> ArmAccessException.failed(Reason.UNREACHABLE, what + PROXY);
			case 429 -> throttled(what, said, error(refused), response);
			default -> ArmAccessException.failed(reason(status),
					what + ((status < 300) ? "the answer is not what Azure answers (" : "Azure answered ") + said
							+ ((status < 300) ? ")" : ""));
		};
	}

	private static Reason reason(int status) {
		if (status >= 500) {
			return Reason.UNAVAILABLE;
		}
		return (status < 300) ? Reason.INVALID : Reason.FAILED;
	}

	/**
	 * The exceeded limit is named in the error, and in a header with nothing remaining.
	 */
	private ArmAccessException throttled(String what, String said, @Nullable ManagementError error,
			HttpResponse response) {
		Instant until = until(response);
		List<String> exceeded = new ArrayList<>(RateLimitHeaders.exhausted(response.getHeaders()));
		if (error != null && error.getDetails() != null) {
			error.getDetails().stream().map(ManagementError::getTarget).filter(Objects::nonNull).forEach(exceeded::add);
		}
		boolean ofOneResource = !exceeded.isEmpty() && exceeded.stream().allMatch((name) -> name.endsWith("Resource"));
		String message = what + "throttled until " + until.truncatedTo(ChronoUnit.SECONDS) + " (" + said + ")";
		return ofOneResource ? ArmAccessException.throttledForOneResource(message, until)
				: ArmAccessException.throttled(message, until);
	}

	/**
	 * Return when to retry: up to half as much later than Azure asks, because all clients
	 * got the same response.
	 */
	private Instant until(HttpResponse response) {
		Instant now = this.time.instant();
		long pause = Duration.between(now, RateLimitHeaders.retryAfter(response.getHeaders(), now)).toMillis();
		long spread = this.random.nextLong(pause / 2 + 1);
		return now.plusMillis(Math.min(pause + spread, RateLimitHeaders.LONGEST_REFUSAL.toMillis()));
	}

	private static @Nullable ManagementError error(HttpResponseException refused) {
		return (refused instanceof ManagementException management) ? management.getValue() : null;
	}

	private static String said(HttpResponseException refused) {
		ManagementError error = error(refused);
		if (error == null || error.getCode() == null) {
			return "";
		}
		String message = (error.getMessage() != null) ? ": " + ExceptionText.line(error.getMessage()) : "";
		return " " + error.getCode() + message;
	}

}
