package io.github.azurediscovery.spring.failure;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import io.github.azurediscovery.refresh.SourceStatus;

/**
 * The first refresh did not succeed in time.
 */
public final class FirstRefreshException extends IllegalStateException implements FailFastFailure {

	private final Duration timeout;

	private final List<SourceStatus> failed;

	public FirstRefreshException(Duration timeout, List<SourceStatus> sources) {
		super("The first refresh did not complete within %d s: %s".formatted(timeout.toSeconds(),
				describe(failed(sources))));
		this.timeout = timeout;
		this.failed = failed(sources);
	}

	private static List<SourceStatus> failed(List<SourceStatus> sources) {
		return sources.stream().filter((source) -> source.lastSuccess() == null).toList();
	}

	private static String describe(List<SourceStatus> failed) {
		return failed.isEmpty() ? "waiting for Azure" : failed.stream()
			.map((source) -> source.name() + ": " + ((source.error() != null) ? source.error() : "no answer yet"))
			.collect(Collectors.joining("; "));
	}

	Duration timeout() {
		return this.timeout;
	}

	List<SourceStatus> failed() {
		return this.failed;
	}

}
