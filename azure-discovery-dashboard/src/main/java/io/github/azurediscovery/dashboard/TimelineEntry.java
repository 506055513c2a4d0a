package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param id counts the entries of this process, from 1
 * @param at when
 * @param kind what kind of thing
 * @param service the service, or {@code null} if it concerns none alone
 * @param subject the name of the instance or source, or how many
 * @param text why, in words for a person
 */
record TimelineEntry(long id, Instant at, Kind kind, @Nullable String service, String subject, String text) {

	/** What kind of thing happened. */
	enum Kind {

		/** An instance is new. */
		JOINED,
		/** An instance is gone. */
		LEFT,
		/** The content of an instance changed. */
		UPDATED,
		/** Calls showed that an instance is dead or does badly. */
		EJECTED,
		/** An ejected instance may be picked again. */
		READMITTED,
		/** Platform, maintenance or probe speak against an instance. */
		UNROUTABLE,
		/** Nothing speaks against an instance any more. */
		ROUTABLE,
		/** So few instances of a service are well that all are offered. */
		PANIC,
		/** A service has enough instances that are well. */
		CALM,
		/** The guard against sudden loss holds instances, or lets go. */
		GUARD,
		/** A source began to fail. */
		FAILED,
		/** A source answers again. */
		RECOVERED;

		@JsonValue
		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
