package io.github.azurediscovery.refresh;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a source does.
 *
 * @param name the name of the source
 * @param lastSuccess when it last answered, or {@code null}
 * @param lastFailure when it last failed, or {@code null}
 * @param error what failed last, or {@code null} if the last round succeeded
 * @param requests how many requests the last round cost
 * @param notBefore when it may be asked again at the earliest, or {@code null}
 */
public record SourceStatus(String name, @Nullable Instant lastSuccess, @Nullable Instant lastFailure,
		@Nullable String error, int requests, @Nullable Instant notBefore) {
}
