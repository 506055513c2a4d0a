package io.github.azurediscovery.sink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.VisibleText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * How far one sink has come, and what is logged about it: one line when it starts to
 * fail, one when it works again, the repeats at DEBUG. Thread-safe.
 */
final class SinkProgress {

	private static final Logger logger = LoggerFactory.getLogger(DiscoverySink.class);

	/**
	 * The most lines of one state: who may write tags decides how many services there
	 * are.
	 */
	private static final int MOST_LINES = 20;

	private final String name;

	private final InstantSource clock;

	private SinkStatus status;

	private @Nullable Instant failingSince;

	SinkProgress(String name, InstantSource clock) {
		this.name = name;
		this.clock = clock;
		this.status = new SinkStatus(name, 0, 0, false, null, null, Map.of());
	}

	/** The sink holds a state. */
	synchronized void applied(DesiredState state, SinkReport report) {
		works();
		logNews(report.notes());
		if (report.changes() > 0) {
			logger.info("Sink '{}' holds state {} (changes: {}, services: {})", this.name, state.version(),
					report.changes(), state.services().size());
		}
		this.status = new SinkStatus(this.name, state.version(), state.version(),
				this.status.complete() || state.complete(), this.clock.instant(), null, report.notes());
	}

	/** The sink needs nothing to hold a state. */
	synchronized void unchanged(DesiredState state) {
		this.status = new SinkStatus(this.name, state.version(), state.version(), this.status.complete(),
				this.status.lastSuccess(), this.status.error(), this.status.notes());
	}

	/** There is nothing to hold yet. */
	synchronized void idle() {
		works();
		SinkStatus last = this.status;
		this.status = new SinkStatus(this.name, last.desired(), last.applied(), last.complete(), last.lastSuccess(),
				null, last.notes());
	}

	/** The sink still holds what was applied last. */
	synchronized void confirmed() {
		SinkStatus last = this.status;
		if (last.applied() > 0) {
			this.status = new SinkStatus(this.name, last.desired(), last.applied(), last.complete(),
					this.clock.instant(), last.error(), last.notes());
		}
	}

	synchronized boolean isFailing() {
		return this.failingSince != null;
	}

	private void works() {
		if (this.failingSince != null) {
			logger.info("Sink '{}' works again after {} s", this.name,
					Duration.between(this.failingSince, this.clock.instant()).toSeconds());
			this.failingSince = null;
		}
	}

	/** An attempt failed. */
	synchronized void failed(SinkException failure) {
		String message = (failure.getMessage() != null) ? failure.getMessage() : failure.toString();
		fails(message, failure);
		logNews(failure.notes());
		this.status = new SinkStatus(this.name, this.status.desired(), this.status.applied(), this.status.complete(),
				this.status.lastSuccess(), VisibleText.of(message),
				failure.notes().isEmpty() ? this.status.notes() : failure.notes());
	}

	/** A call has not returned for long. */
	synchronized void hangs(String message) {
		fails(message, null);
		this.status = new SinkStatus(this.name, this.status.desired(), this.status.applied(), this.status.complete(),
				this.status.lastSuccess(), message, this.status.notes());
	}

	private void fails(String message, @Nullable Throwable failure) {
		if (this.failingSince == null) {
			this.failingSince = this.clock.instant();
			logger.warn("Sink '{}' failed and is tried again: {}", this.name, VisibleText.of(message));
			logger.debug("Where sink '{}' failed", this.name, failure);
		}
		else {
			logger.debug("Sink '{}' failed again", this.name, failure);
		}
	}

	private void logNews(Map<String, String> notes) {
		Map<String, String> news = new TreeMap<>(notes);
		news.entrySet().removeIf((note) -> note.getValue().equals(this.status.notes().get(note.getKey())));
		boolean many = news.size() > MOST_LINES;
		if (many) {
			logger.info("Sink '{}', {} services have a new note: {}", this.name, news.size(),
					VisibleText.of(VisibleText.few(news.keySet())));
		}
		news.forEach((service, note) -> logger.atLevel(many ? Level.DEBUG : Level.INFO)
			.log("Sink '{}', {}: {}", this.name, VisibleText.of(service), VisibleText.of(note)));
	}

	synchronized SinkStatus status(long desired) {
		SinkStatus last = this.status;
		return new SinkStatus(this.name, Math.max(desired, last.applied()), last.applied(), last.complete(),
				last.lastSuccess(), last.error(), last.notes());
	}

}
