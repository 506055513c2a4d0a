package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the timeline.
 *
 * @param id the number of the entry in this process, from 1
 * @param at when it happened
 * @param kind the kind of entry
 * @param service the service, or {@code null} if it does not concern a single service
 * @param subject the name of the instance or source, or the number of instances
 * @param text the reason, as text for the page
 */
record TimelineEntry(long id, Instant at, Kind kind, @Nullable String service, String subject, String text) {

	/** The kind of an entry. */
	enum Kind {

		/** An instance joined. */
		JOINED,
		/** An instance left. */
		LEFT,
		/** The address or metadata of an instance changed. */
		UPDATED,
		/** An instance was ejected because calls to it failed. */
		EJECTED,
		/** An ejected instance is routable again. */
		READMITTED,
		/** Platform, maintenance or a probe made an instance unroutable. */
		UNROUTABLE,
		/** An instance is routable again. */
		ROUTABLE,
		/** Unhealthy instances of a service are offered, as too few are healthy. */
		PANIC,
		/** A service has enough healthy instances again. */
		CALM,
		/** The guard against sudden loss holds instances, or no longer does. */
		GUARD,
		/** A source started to fail. */
		FAILED,
		/** A source succeeds again. */
		RECOVERED;

		@JsonValue
		String jsonValue() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
