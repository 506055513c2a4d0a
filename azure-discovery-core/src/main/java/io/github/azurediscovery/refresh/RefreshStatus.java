package io.github.azurediscovery.refresh;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How refreshing as a whole does.
 *
 * @param nextRefresh when the next round begins at the latest, or {@code null} while
 * stopped
 * @param rounds how many rounds have begun
 * @param held how many instances the guard against sudden loss holds now
 * @param guarded how often the guard has stepped in, once per service and answer
 * @param confirmed how many instances left after the guard had held them
 */
public record RefreshStatus(@Nullable Instant nextRefresh, long rounds, int held, long guarded, long confirmed) {
}
