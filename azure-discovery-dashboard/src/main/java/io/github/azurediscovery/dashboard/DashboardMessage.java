package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer is sent.
 *
 * @param run when this process began to watch: another one tells of a restart
 * @param now this machine's time, from which the page tells ages
 * @param staleAfter from what age on what is known is stale, in milliseconds, with all
 * there is only
 * @param application the name of the application, with all there is only
 * @param extensions what the application adds to the page, with all there is only
 * @param view what differs, or {@code null} if nothing does
 * @param timeline what happened since the last message
 * @param requests what the rounds since the last message cost
 * @param picks picks per second by service and id of the instance, without those that
 * were not picked, or {@code null} if that was not counted anew
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record DashboardMessage(Instant run, Instant now, @Nullable Long staleAfter, @Nullable String application,
		List<DashboardExtension> extensions, @JsonUnwrapped @Nullable DashboardChange view,
		List<TimelineEntry> timeline, List<RequestSample> requests,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Map<String, Double>> picks) {
}
