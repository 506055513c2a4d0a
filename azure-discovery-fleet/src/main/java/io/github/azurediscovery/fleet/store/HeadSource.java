package io.github.azurediscovery.fleet.store;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the poller's own source said last.
 *
 * @param name the name of the source
 * @param asOf when it answered last, by the poller's clock; {@code null} if never
 * @param error why it fails now, in words for a person; {@code null} if it does not
 */
public record HeadSource(String name, @Nullable Instant asOf, @Nullable String error) {

	public HeadSource {
		error = FleetHead.shortened(error);
	}

}
