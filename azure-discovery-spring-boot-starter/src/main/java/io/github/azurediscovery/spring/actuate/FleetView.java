package io.github.azurediscovery.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.azurediscovery.FleetStatus;
import org.jspecify.annotations.Nullable;

/**
 * What a member of a fleet knows of it.
 *
 * @param member whether the application is a member
 * @param candidate whether it may become the poller
 * @param poller whether it is the poller now
 * @param pollerName the name of the poller that wrote the head, or {@code null} before a
 * head was read
 * @param term the term of that poller
 * @param headAge how old the shared instances are, or {@code null}
 * @param fingerprint what that poller looks for, as a hash
 * @param error why the poller cannot ask Azure, or {@code null} if it can
 * @param sources the poller's own sources
 */
@JsonInclude(Include.ALWAYS)
public record FleetView(boolean member, boolean candidate, boolean poller, @Nullable String pollerName, long term,
		@Nullable Duration headAge, String fingerprint, @Nullable String error, List<FleetSourceView> sources) {

	/**
	 * One of the poller's own sources.
	 *
	 * @param name the name
	 * @param asOf when it answered last, by the poller's clock, or {@code null}
	 * @param error why it fails, or {@code null} if it does not
	 */
	@JsonInclude(Include.ALWAYS)
	public record FleetSourceView(String name, @Nullable Instant asOf, @Nullable String error) {

	}

	static @Nullable FleetView of(@Nullable FleetStatus fleet) {
		if (fleet == null) {
			return null;
		}
		Duration age = fleet.headAge();
		return new FleetView(true, fleet.candidate(), fleet.poller(), fleet.pollerName(), fleet.term(),
				(age != null) ? Duration.ofSeconds(age.toSeconds()) : null, fleet.fingerprint(), fleet.error(),
				fleet.sources()
					.stream()
					.map((source) -> new FleetSourceView(source.name(), source.asOf(), source.error()))
					.toList());
	}

}
