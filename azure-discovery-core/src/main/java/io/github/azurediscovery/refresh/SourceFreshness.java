package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * When everything in the snapshot was last confirmed. An optional source that is refused
 * for lack of rights does not count.
 */
final class SourceFreshness {

	private SourceFreshness() {
	}

	/**
	 * When the oldest answer was confirmed, {@code null} until all sources have answered.
	 * By the steady clock.
	 */
	static @Nullable Instant lastUpdate(List<SourceState> sources) {
		return oldest(sources, (source) -> Duration.ZERO);
	}

	/** The same, with an allowance for sources that are asked less often than others. */
	static @Nullable Instant asOf(List<SourceState> sources, Duration interval) {
		return oldest(sources, (source) -> (source.interval().compareTo(interval) > 0)
				? source.interval().minus(interval) : Duration.ZERO);
	}

	private static @Nullable Instant oldest(List<SourceState> sources, Function<SourceState, Duration> given) {
		Instant oldest = null;
		for (SourceState source : sources) {
			if (source.counts()) {
				Instant success = source.succeeded();
				if (success == null) {
					return null;
				}
				Instant confirmed = success.plus(given.apply(source));
				oldest = (oldest == null || confirmed.isBefore(oldest)) ? confirmed : oldest;
			}
		}
		return oldest;
	}

}
