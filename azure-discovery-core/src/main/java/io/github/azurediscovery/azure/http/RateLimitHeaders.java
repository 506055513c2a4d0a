package io.github.azurediscovery.azure.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;

/**
 * Reads the headers in which Azure reports the remaining quotas. The header of the
 * resource provider holds several, comma-separated or repeated, as in
 * {@code Microsoft.Compute/HighCostGet3Min;178}.
 */
public final class RateLimitHeaders {

	private static final HttpHeaderName RESOURCE = HttpHeaderName.fromString("x-ms-ratelimit-remaining-resource");

	private static final HttpHeaderName CHARGE = HttpHeaderName.fromString("x-ms-request-charge");

	/** Used when a throttled response does not say how long. */
	private static final Duration DEFAULT_REFUSAL = Duration.ofSeconds(60);

	/** Azure documents up to 1200 s; more than an hour is taken for an error. */
	public static final Duration LONGEST_REFUSAL = Duration.ofHours(1);

	/** More than any list costs. */
	private static final int MOST_CHARGED = 1_000_000;

	private RateLimitHeaders() {
	}

	static Map<String, Long> remaining(HttpHeaders headers) {
		Map<String, Long> remaining = new LinkedHashMap<>();
		List<String> values = headers.getValues(RESOURCE) == null ? List.of() : List.of(headers.getValues(RESOURCE));
		for (String value : values) {
			for (String quota : value.split(",", -1)) {
				int at = quota.lastIndexOf(';');
				if (at > 0) {
					putNumber(remaining, quota.substring(0, at).strip(), quota.substring(at + 1));
				}
			}
		}
		for (ArmReadQuota reads : ArmReadQuota.values()) {
			putNumber(remaining, reads.key(), headers.getValue(reads.header()));
		}
		return remaining;
	}

	/** Return the exhausted quotas, without the name of the provider. */
	public static List<String> exhausted(HttpHeaders headers) {
		return remaining(headers).entrySet()
			.stream()
			.filter((quota) -> quota.getValue() <= 0)
			.map((quota) -> quota.getKey().substring(quota.getKey().lastIndexOf('/') + 1))
			.toList();
	}

	static int charge(HttpHeaders headers) {
		Map<String, Long> charge = new LinkedHashMap<>();
		putNumber(charge, "charge", headers.getValue(CHARGE));
		return (int) Math.max(0, Math.min(charge.getOrDefault("charge", 0L), MOST_CHARGED));
	}

	/**
	 * Return when to retry after a 429, given in seconds or as a date: between one second
	 * and one hour from now.
	 */
	public static Instant retryAfter(HttpHeaders headers, Instant now) {
		String text = headers.getValue(HttpHeaderName.RETRY_AFTER);
		if (text == null) {
			return now.plus(DEFAULT_REFUSAL);
		}
		long pause;
		try {
			pause = Long.parseLong(text.strip());
		}
		catch (NumberFormatException ex) {
			pause = text.strip().matches("\\d+") ? Long.MAX_VALUE
					: Duration.between(now, date(text, now.plus(DEFAULT_REFUSAL))).toSeconds();
		}
		return now.plusSeconds(Math.max(1, Math.min(pause, LONGEST_REFUSAL.toSeconds())));
	}

	private static Instant date(String text, Instant otherwise) {
		try {
			return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
		}
		catch (DateTimeParseException ex) {
			return otherwise;
		}
	}

	private static void putNumber(Map<String, Long> target, String key,
			@org.jspecify.annotations.Nullable String text) {
		if (text == null) {
			return;
		}
		try {
			target.put(key, Long.parseLong(text.strip()));
		}
		catch (NumberFormatException ex) {
			// An unreadable header is ignored.
			target.remove(key);
		}
	}

}
