package io.github.azurediscovery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a member of a fleet knows of it: of the applications that share what one of them,
 * the poller, finds in Azure.
 *
 * @param candidate whether this application may become the poller
 * @param poller whether it is the poller now
 * @param pollerName the name of the poller that was read of last, or {@code null} if none
 * was
 * @param term counts the pollers, 0 before one was read of
 * @param headAge how old the shared instances are, or {@code null} while there are none
 * @param fingerprint what that poller looks for, as a hash; empty before
 * @param error why the poller cannot ask Azure, or {@code null} if it can
 * @param sources the poller's own sources
 */
public record FleetStatus(boolean candidate, boolean poller, @Nullable String pollerName, long term,
		@Nullable Duration headAge, String fingerprint, @Nullable String error, List<PollerSource> sources) {

	public FleetStatus {
		sources = List.copyOf(sources);
	}

	/**
	 * Return what a member knows that has read nothing of its fleet yet.
	 * @param candidate whether this application may become the poller
	 * @param poller whether it is the poller now
	 * @return a status without the name of a poller and without sources
	 */
	public static FleetStatus unread(boolean candidate, boolean poller) {
		return new FleetStatus(candidate, poller, null, 0, null, "", null, List.of());
	}

	/**
	 * One of the poller's own sources.
	 *
	 * @param name the name
	 * @param asOf when it answered last, by the poller's clock, or {@code null}
	 * @param error why it fails, or {@code null} if it does not
	 */
	public record PollerSource(String name, @Nullable Instant asOf, @Nullable String error) {

	}

}
