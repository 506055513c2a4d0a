package io.github.azurediscovery.failures;

import java.util.List;

import io.github.azurediscovery.health.Outcome;

/** What was reported of a call, in the words of the documentation. */
public final class ReportedVerdict {

	private ReportedVerdict() {
	}

	/**
	 * Say what was reported last.
	 * @param reports how calls ended, the oldest first
	 * @return the word for the last of them, {@code nothing} if there is none
	 */
	public static String last(List<Outcome> reports) {
		return reports.isEmpty() ? "nothing" : of(reports.get(reports.size() - 1));
	}

	private static String of(Outcome outcome) {
		return switch (outcome) {
			case HARD_FAILURE -> "hard";
			case TLS_FAILURE -> "TLS";
			case SOFT_FAILURE -> "soft";
			case SUSPECT -> "suspect";
			case SUCCESS -> "an answer";
		};
	}

}
