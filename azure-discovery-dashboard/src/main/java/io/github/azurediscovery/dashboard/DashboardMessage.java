package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A message to a viewer.
 *
 * @param run when this process started to record; changes with a restart
 * @param now the time of this machine, from which the page computes ages
 * @param staleAfter the age after which the catalog is stale, in milliseconds; only in
 * the first message
 * @param application the name of the application; only in the first message
 * @param extensions the extensions of the page; only in the first message
 * @param view the changes of the view, or {@code null} if there are none
 * @param timeline the entries of the timeline since the last message
 * @param requests the requests of refreshes since the last message
 * @param picks picks per second by service and instance id, without instances that were
 * not picked, or {@code null} if they are unchanged
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record DashboardMessage(Instant run, Instant now, @Nullable Long staleAfter, @Nullable String application,
		List<DashboardExtension> extensions, @JsonUnwrapped @Nullable DashboardChange view,
		List<TimelineEntry> timeline, List<RequestSample> requests,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Map<String, Double>> picks) {
}
