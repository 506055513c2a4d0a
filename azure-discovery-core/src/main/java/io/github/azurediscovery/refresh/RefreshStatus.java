package io.github.azurediscovery.refresh;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The status of refreshing as a whole.
 *
 * @param nextRefresh when the next round begins at the latest, or {@code null} while
 * stopped
 * @param rounds how many rounds have begun
 * @param held how many instances the guard against sudden loss holds now
 * @param guarded how often the guard has intervened, once per service and answer
 * @param confirmed how many instances left after the guard had held them
 * @param asOf when the oldest of what is known was last confirmed, where a source with a
 * longer interval of its own is given the time by which that is longer; {@code null}
 * until every source has answered
 */
public record RefreshStatus(@Nullable Instant nextRefresh, long rounds, int held, long guarded, long confirmed,
		@Nullable Instant asOf) {

	/**
	 * Create a status of sources that all have the same interval.
	 * @param nextRefresh when the next round begins at the latest
	 * @param rounds how many rounds have begun
	 * @param held how many instances the guard holds
	 * @param guarded how often the guard has intervened
	 * @param confirmed how many instances left after the guard had held them
	 */
	public RefreshStatus(@Nullable Instant nextRefresh, long rounds, int held, long guarded, long confirmed) {
		this(nextRefresh, rounds, held, guarded, confirmed, null);
	}

}
