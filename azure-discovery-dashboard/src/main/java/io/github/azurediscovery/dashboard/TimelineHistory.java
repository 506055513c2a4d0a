package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The recent past, bounded, so that whoever opens the page sees how it came to this.
 * Thread-safe.
 */
final class TimelineHistory {

	static final int LENGTH = 300;

	private final InstantSource clock;

	private final Deque<TimelineEntry> entries = new ArrayDeque<>(LENGTH);

	private long last;

	TimelineHistory(InstantSource clock) {
		this.clock = clock;
	}

	synchronized void add(TimelineEntry.Kind kind, @Nullable String service, String subject, String text) {
		if (this.entries.size() == LENGTH) {
			this.entries.removeFirst();
		}
		Instant now = this.clock.instant();
		this.entries.addLast(new TimelineEntry(++this.last, now, kind, service, subject, text));
	}

	/**
	 * Return what happened after an entry.
	 * @param id the entry's id, 0 for everything still known
	 * @return the entries, oldest first
	 */
	synchronized List<TimelineEntry> after(long id) {
		return this.entries.stream().filter((entry) -> entry.id() > id).toList();
	}

}
