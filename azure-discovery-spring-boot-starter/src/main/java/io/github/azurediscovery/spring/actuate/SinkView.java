package io.github.azurediscovery.spring.actuate;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.azurediscovery.sink.SinkStatus;
import org.jspecify.annotations.Nullable;

/**
 * One sink, such as a proxy.
 *
 * @param name the name
 * @param desired the version of the state that it shall hold
 * @param applied the version that it holds, 0 if it holds none yet
 * @param lastSuccess when it was last known to hold a state, or {@code null}
 * @param error what fails, or {@code null} if the last attempt succeeded
 * @param incomplete why it has not held a complete state yet, or {@code null} if it has
 * @param notes what a person should do, by service
 */
@JsonInclude(Include.ALWAYS)
public record SinkView(String name, long desired, long applied, @Nullable Instant lastSuccess, @Nullable String error,
		@Nullable String incomplete, Map<String, String> notes) {

	static SinkView of(SinkStatus sink) {
		return new SinkView(sink.name(), sink.desired(), sink.applied(), sink.lastSuccess(), sink.error(),
				sink.incomplete(), new TreeMap<>(sink.notes()));
	}

}
