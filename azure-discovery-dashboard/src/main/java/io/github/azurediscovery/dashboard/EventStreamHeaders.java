package io.github.azurediscovery.dashboard;

import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The headers of the stream. */
final class EventStreamHeaders {

	/** Proxies that would collect the events are told not to. */
	static final Map<String, String> STREAM = Map.of(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_EVENT_STREAM_VALUE,
			HttpHeaders.CACHE_CONTROL, "no-store", "X-Accel-Buffering", "no");

	/** When to come again, where there are too many viewers. */
	static final Map<String, String> FULL = Map.of(HttpHeaders.RETRY_AFTER, "10", HttpHeaders.CACHE_CONTROL,
			"no-store");

	private EventStreamHeaders() {
	}

}
