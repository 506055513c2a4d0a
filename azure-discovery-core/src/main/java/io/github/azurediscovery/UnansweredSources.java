package io.github.azurediscovery;

import java.util.List;
import java.util.stream.Collectors;

import io.github.azurediscovery.refresh.SourceStatus;

/** Says why no sink has held a complete state yet. */
final class UnansweredSources {

	private static final String KEPT = "; services that vanish are kept";

	private UnansweredSources() {
	}

	/**
	 * Describe the sources that have never answered.
	 * @param sources all sources
	 * @return one line
	 */
	static String describe(List<SourceStatus> sources) {
		String unanswered = sources.stream()
			.filter((source) -> source.lastSuccess() == null)
			.map((source) -> "source " + source.name() + ": "
					+ ((source.error() != null) ? source.error() : "no answer yet"))
			.collect(Collectors.joining("; "));
		return (unanswered.isEmpty() ? "waiting until it is applied, or an empty answer is confirmed" : unanswered)
				+ KEPT;
	}

}
