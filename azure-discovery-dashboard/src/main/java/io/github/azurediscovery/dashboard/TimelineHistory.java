package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The recent entries of the timeline, bounded, so that a new viewer sees what happened
 * before. Thread-safe.
 */
final class TimelineHistory {

	static final int CAPACITY = 300;

	private final InstantSource clock;

	private final Deque<TimelineEntry> entries = new ArrayDeque<>(CAPACITY);

	private long lastId;

	TimelineHistory(InstantSource clock) {
		this.clock = clock;
	}

	synchronized void add(TimelineEntry.Kind kind, @Nullable String service, String subject, String text) {
		if (this.entries.size() == CAPACITY) {
			this.entries.removeFirst();
		}
		Instant now = this.clock.instant();
		this.entries.addLast(new TimelineEntry(++this.lastId, now, kind, service, subject, text));
	}

	/**
	 * Return the entries after an entry.
	 * @param id the id of the entry, 0 for all that are kept
	 * @return the entries, oldest first
	 */
	synchronized List<TimelineEntry> after(long id) {
		return this.entries.stream().filter((entry) -> entry.id() > id).toList();
	}

}
