package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the messages to viewers as JSON: the complete state for a new viewer, and for
 * the others the changes since the last message. Not thread-safe.
 */
final class DashboardMessageWriter {

	private final JsonMapper json = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private final Supplier<DashboardView> views;

	private final TimelineHistory timeline;

	private final RequestHistory requests;

	private final Duration staleAfter;

	private final String application;

	private final List<DashboardExtension> extensions;

	private final InstantSource clock;

	private final Instant run;

	private DashboardView lastView = DashboardView.NOTHING;

	private long lastEntry;

	private long lastSample;

	private Map<String, Map<String, Double>> lastPicks = Map.of();

	DashboardMessageWriter(Supplier<DashboardView> views, TimelineHistory timeline, RequestHistory requests,
			Duration staleAfter, String application, List<DashboardExtension> extensions, InstantSource clock) {
		this.views = views;
		this.timeline = timeline;
		this.requests = requests;
		this.staleAfter = staleAfter;
		this.application = application;
		this.extensions = List.copyOf(extensions);
		this.clock = clock;
		this.run = clock.instant();
	}

	/**
	 * Write the complete state as of the last message to the other viewers.
	 * @return the message
	 */
	String completeState() {
		return write(new DashboardMessage(this.run, this.clock.instant(), this.staleAfter.toMillis(), this.application,
				this.extensions, DashboardChange.between(DashboardView.NOTHING, this.lastView),
				this.timeline.after(0).stream().filter((entry) -> entry.id() <= this.lastEntry).toList(),
				this.requests.after(0).stream().filter((sample) -> sample.id() <= this.lastSample).toList(),
				this.lastPicks));
	}

	/**
	 * Write the changes since the last message.
	 * @return the message, or {@code null} if nothing changed
	 */
	@Nullable String changes() {
		DashboardView view = this.views.get();
		List<TimelineEntry> entries = this.timeline.after(this.lastEntry);
		List<RequestSample> samples = this.requests.after(this.lastSample);
		DashboardChange change = DashboardChange.between(this.lastView, view);
		if (change == null && entries.isEmpty() && samples.isEmpty()) {
			return null;
		}
		this.lastView = view;
		this.lastEntry = entries.isEmpty() ? this.lastEntry : entries.get(entries.size() - 1).id();
		this.lastSample = samples.isEmpty() ? this.lastSample : samples.get(samples.size() - 1).id();
		return write(message(change, entries, samples, null));
	}

	/**
	 * Write how often each instance is picked.
	 * @param picks picks per second by service and instance id
	 * @return the message, or {@code null} if nothing changed
	 */
	@Nullable String picks(Map<String, Map<String, Double>> picks) {
		if (picks.equals(this.lastPicks)) {
			return null;
		}
		this.lastPicks = picks;
		return write(message(null, List.of(), List.of(), picks));
	}

	/**
	 * Write a message that only keeps the connection alive.
	 * @return the message
	 */
	String heartbeat() {
		return write(message(null, List.of(), List.of(), null));
	}

	private DashboardMessage message(@Nullable DashboardChange change, List<TimelineEntry> entries,
			List<RequestSample> samples, @Nullable Map<String, Map<String, Double>> picks) {
		return new DashboardMessage(this.run, this.clock.instant(), null, null, List.of(), change, entries, samples,
				picks);
	}

	private String write(DashboardMessage message) {
		return this.json.writeValueAsString(message);
	}

}
