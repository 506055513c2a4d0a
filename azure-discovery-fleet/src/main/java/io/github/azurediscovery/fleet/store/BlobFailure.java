package io.github.azurediscovery.fleet.store;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;
import io.github.azurediscovery.catalog.VisibleText;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.source.SourceException.Reason;
import org.jspecify.annotations.Nullable;

/** Says of a failed call what happened, and what to do. */
final class BlobFailure {

	private static final String ERROR_CODE = "x-ms-error-code";

	private BlobFailure() {
	}

	static FleetStoreException of(StoreAddress address, String what, Throwable thrown) {
		if (thrown instanceof SourceException token) {
			return new FleetStoreException(kind(token.reason()), message(address, what, token.getMessage()), token);
		}
		if (thrown instanceof HttpResponseException refused && refused.getResponse() != null) {
			return answered(address, what, refused.getResponse(), refused);
		}
		Reason reason = Reason.of(thrown);
		if (reason != Reason.FAILED) {
			return new FleetStoreException(kind(reason), message(address, what, text(thrown)), thrown);
		}
		if (thrown instanceof IOException) {
			return new FleetStoreException(Kind.UNREACHABLE, message(address, what, text(thrown)), thrown);
		}
		return new FleetStoreException(Kind.REFUSED_ANSWER,
				message(address, what, "the answer cannot be used: " + text(thrown)), thrown);
	}

	private static FleetStoreException answered(StoreAddress address, String what, HttpResponse response,
			Throwable thrown) {
		int status = response.getStatusCode();
		String code = response.getHeaderValue(HttpHeaderName.fromString(ERROR_CODE));
		Kind kind = kind(status, (code != null) ? code : "");
		String hint = switch (kind) {
			case FORBIDDEN -> ": give this identity 'Storage Blob Data Reader' on the container, "
					+ "or 'Storage Blob Data Contributor' if it is a candidate, " + "and allow the network of this VM";
			case ABSENT -> ": is there such an account and container?";
			case UNAUTHENTICATED -> ": the access token was not accepted, see azure.discovery.credential";
			case REFUSED_ANSWER -> (status >= 300) ? ": a redirect is not followed" : ": the answer cannot be used";
			default -> "";
		};
		return new FleetStoreException(kind,
				message(address, what, status + ((code != null) ? " " + VisibleText.of(code) : "") + hint), thrown,
				retryAfter(response));
	}

	private static Kind kind(int status, String code) {
		return switch (status) {
			case 401 -> Kind.UNAUTHENTICATED;
			case 403 ->
				code.equals(BlobErrorCode.AUTHENTICATION_FAILED.toString()) ? Kind.UNAUTHENTICATED : Kind.FORBIDDEN;
			case 404 -> Kind.ABSENT;
			case 409 -> Kind.CONFLICT;
			case 412 -> Kind.PRECONDITION;
			case 429 -> Kind.THROTTLED;
			case 503 -> code.equals(BlobErrorCode.SERVER_BUSY.toString()) ? Kind.THROTTLED : Kind.UNAVAILABLE;
			default -> (status >= 500) ? Kind.UNAVAILABLE : (status < 400) ? Kind.REFUSED_ANSWER : Kind.FAILED;
		};
	}

	private static Kind kind(Reason reason) {
		for (Kind kind : Kind.values()) {
			if (kind.reason() == reason && reason != Reason.FAILED) {
				return kind;
			}
		}
		return Kind.FAILED;
	}

	private static @Nullable Duration retryAfter(HttpResponse response) {
		String seconds = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
		return (seconds != null && seconds.matches("\\d{1,6}")) ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
	}

	private static String text(Throwable thrown) {
		if (thrown instanceof TimeoutException) {
			return "no answer in time";
		}
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
				return "the name is not known: is there such an account, and does DNS know it here?";
			}
		}
		String message = thrown.getMessage();
		if (message == null && thrown instanceof ConnectException) {
			return "no connection";
		}
		return VisibleText.of((message != null) ? message : thrown.getClass().getSimpleName());
	}

	private static String message(StoreAddress address, String what, @Nullable String problem) {
		return "Could not " + what + " of the fleet at " + address + ": " + problem;
	}

	/** Return whether the blob is missing, and not the container it is in. */
	static boolean isMissingBlob(FleetStoreException failure) {
		return failure.getCause() instanceof BlobStorageException refused
				&& BlobErrorCode.BLOB_NOT_FOUND.equals(refused.getErrorCode());
	}

}
