package io.github.azurediscovery.test.imds;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The ways {@code NotBefore} of a scheduled event is seen written.
 */
public enum NotBeforeFormat {

	/** {@code Mon, 19 Sep 2016 18:29:47 GMT}, as documented. */
	RFC_1123,

	/** {@code 2016-09-19T18:29:47Z}, as Microsoft's mock server writes it. */
	ISO_8601,

	/**
	 * RFC 1123 with a weekday that is not that of the date, as in a documented sample.
	 */
	WRONG_WEEKDAY,

	/** Blank although not started. */
	BLANK;

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss 'GMT'",
			Locale.ENGLISH);

	private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);

	String write(Instant instant) {
		ZonedDateTime time = instant.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
		return switch (this) {
			case RFC_1123 -> WEEKDAY.format(time) + ", " + DATE.format(time);
			case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(time);
			case WRONG_WEEKDAY -> WEEKDAY.format(time.plusDays(2)) + ", " + DATE.format(time);
			case BLANK -> "";
		};
	}

}
