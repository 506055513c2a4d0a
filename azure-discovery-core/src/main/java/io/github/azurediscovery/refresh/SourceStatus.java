package io.github.azurediscovery.refresh;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The status of a source.
 *
 * @param name the name of the source
 * @param lastSuccess when it last answered, or {@code null}
 * @param lastFailure when it last failed, or {@code null}
 * @param error what failed last, or {@code null} if the last round succeeded
 * @param requests how many requests the last round cost
 * @param notBefore when it may be asked again at the earliest, or {@code null}
 * @param asOf when its last answer was true, if the source passed on an earlier one;
 * {@code null} if it was true when it arrived
 */
public record SourceStatus(String name, @Nullable Instant lastSuccess, @Nullable Instant lastFailure,
		@Nullable String error, int requests, @Nullable Instant notBefore, @Nullable Instant asOf) {

	/**
	 * Create the status of a source whose answers are true when they arrive.
	 * @param name the name of the source
	 * @param lastSuccess when it last answered, or {@code null}
	 * @param lastFailure when it last failed, or {@code null}
	 * @param error what failed last, or {@code null} if the last round succeeded
	 * @param requests how many requests the last round cost
	 * @param notBefore when it may be asked again at the earliest, or {@code null}
	 */
	public SourceStatus(String name, @Nullable Instant lastSuccess, @Nullable Instant lastFailure,
			@Nullable String error, int requests, @Nullable Instant notBefore) {
		this(name, lastSuccess, lastFailure, error, requests, notBefore, null);
	}

	/**
	 * Return the status of a source that was not asked yet.
	 * @param name the name of the source
	 * @return a status without success, failure and requests
	 */
	public static SourceStatus notAsked(String name) {
		return new SourceStatus(name, null, null, null, 0, null);
	}

}
