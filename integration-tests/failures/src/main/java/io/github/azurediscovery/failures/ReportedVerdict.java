package io.github.azurediscovery.failures;

import java.util.List;

import io.github.azurediscovery.health.CallOutcome;

/** Translates reported outcomes of calls to the verdicts of the documentation. */
public final class ReportedVerdict {

	private ReportedVerdict() {
	}

	/**
	 * Return the verdict of the last report.
	 * @param reports the outcomes of calls, the oldest first
	 * @return the verdict, {@code nothing} if there is none
	 */
	public static String last(List<CallOutcome> reports) {
		return reports.isEmpty() ? "nothing" : of(reports.get(reports.size() - 1));
	}

	private static String of(CallOutcome outcome) {
		return switch (outcome) {
			case HARD_FAILURE -> "hard";
			case TLS_FAILURE -> "TLS";
			case SOFT_FAILURE -> "soft";
			case SUSPECT -> "suspect";
			case SUCCESS -> "an answer";
		};
	}

}
