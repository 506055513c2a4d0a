package io.github.azurediscovery.dashboard;

import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The HTTP headers of the event stream. */
final class EventStreamHeaders {

	/** The headers of a stream; proxies must not buffer it. */
	static final Map<String, String> STREAM = Map.of(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_EVENT_STREAM_VALUE,
			HttpHeaders.CACHE_CONTROL, "no-store", "X-Accel-Buffering", "no");

	/** The headers of the response if there are too many viewers. */
	static final Map<String, String> TOO_MANY_VIEWERS = Map.of(HttpHeaders.RETRY_AFTER, "10", HttpHeaders.CACHE_CONTROL,
			"no-store");

	private EventStreamHeaders() {
	}

}
