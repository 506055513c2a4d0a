package io.github.azurediscovery.imds;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The date of an event: RFC 1123, of which one documented sample names the wrong day of
 * the week, or ISO-8601 as Microsoft's mock server writes it, or blank once the event has
 * begun.
 */
final class ScheduledEventDate {

	private static final DateTimeFormatter WITHOUT_WEEKDAY = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss 'GMT'",
			Locale.ENGLISH);

	private static final List<Function<String, Instant>> FORMATS = List.of(
			(text) -> LocalDateTime.parse(text.substring(text.indexOf(',') + 1).strip(), WITHOUT_WEEKDAY)
				.toInstant(ZoneOffset.UTC),
			(text) -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from),
			(text) -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));

	private ScheduledEventDate() {
	}

	static @Nullable Instant parse(String text) {
		return FORMATS.stream()
			.map((format) -> attempt(format, text))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static @Nullable Instant attempt(Function<String, Instant> format, String text) {
		try {
			return format.apply(text);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
