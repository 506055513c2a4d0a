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
 * Words what viewers are told, as JSON: all there is for whoever comes, and for the
 * others what is new since they were last told. Not thread-safe.
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

	private DashboardView told = DashboardView.NOTHING;

	private long toldEntry;

	private long toldPoint;

	private Map<String, Map<String, Double>> toldPicks = Map.of();

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
	 * Tell all there is, as it was when the others were last told.
	 * @return the message
	 */
	String everything() {
		return write(new DashboardMessage(this.run, this.clock.instant(), this.staleAfter.toMillis(), this.application,
				this.extensions, DashboardChange.between(DashboardView.NOTHING, this.told),
				this.timeline.after(0).stream().filter((entry) -> entry.id() <= this.toldEntry).toList(),
				this.requests.after(0).stream().filter((point) -> point.id() <= this.toldPoint).toList(),
				this.toldPicks));
	}

	/**
	 * Tell what is new.
	 * @return the message, or {@code null} if nothing is
	 */
	@Nullable String news() {
		DashboardView view = this.views.get();
		List<TimelineEntry> entries = this.timeline.after(this.toldEntry);
		List<RequestSample> points = this.requests.after(this.toldPoint);
		DashboardChange change = DashboardChange.between(this.told, view);
		if (change == null && entries.isEmpty() && points.isEmpty()) {
			return null;
		}
		this.told = view;
		this.toldEntry = entries.isEmpty() ? this.toldEntry : entries.get(entries.size() - 1).id();
		this.toldPoint = points.isEmpty() ? this.toldPoint : points.get(points.size() - 1).id();
		return write(message(change, entries, points, null));
	}

	/**
	 * Tell how often each instance is picked.
	 * @param picks picks per second by service and id
	 * @return the message, or {@code null} if that is the same
	 */
	@Nullable String picks(Map<String, Map<String, Double>> picks) {
		if (picks.equals(this.toldPicks)) {
			return null;
		}
		this.toldPicks = picks;
		return write(message(null, List.of(), List.of(), picks));
	}

	/**
	 * Tell that we are still there.
	 * @return the message
	 */
	String beat() {
		return write(message(null, List.of(), List.of(), null));
	}

	private DashboardMessage message(@Nullable DashboardChange change, List<TimelineEntry> entries,
			List<RequestSample> points, @Nullable Map<String, Map<String, Double>> picks) {
		return new DashboardMessage(this.run, this.clock.instant(), null, null, List.of(), change, entries, points,
				picks);
	}

	private String write(DashboardMessage message) {
		return this.json.writeValueAsString(message);
	}

}
