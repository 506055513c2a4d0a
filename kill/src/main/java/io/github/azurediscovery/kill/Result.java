package io.github.azurediscovery.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What callers noticed of one fault.
 *
 * @param subject who balanced
 * @param fault the fault
 * @param watched how long callers were watched after it
 * @param outcomes how every request since the fault ended
 * @param at when it happened, in milliseconds since the epoch
 */
record Result(Subject subject, Fault fault, Duration watched, List<Outcome> outcomes, long at) {

	private static final Duration STILL = Duration.ofSeconds(5);

	List<Outcome> failed() {
		return this.outcomes.stream().filter((outcome) -> !outcome.ok()).toList();
	}

	/** How many failed, and for how long, in a table's cell. */
	String cell() {
		if (this.fault == Fault.JOINS) {
			return this.outcomes.stream()
				.filter((outcome) -> outcome.ok() && outcome.detail().equals(Leg.JOINER))
				.findFirst()
				.map((first) -> "traffic after " + seconds(first.at() - this.at) + failures())
				.orElseGet(() -> "no traffic in " + this.watched.toSeconds() + " s" + failures());
		}
		List<Outcome> failed = failed();
		if (failed.isEmpty()) {
			return "**0**";
		}
		List<Long> ends = spells(failed);
		long last = ends.get(ends.size() - 1);
		boolean still = last > this.watched.minus(STILL).toMillis();
		String when = still ? "still failing after " + this.watched.toSeconds() + " s" : "last after " + seconds(last);
		return "%d of %d, %s%s".formatted(failed.size(), this.outcomes.size(), when, (still || ends.size() == 1) ? ""
				: " (" + ends.size() + " spells, the first over after " + seconds(ends.get(0)) + ')');
	}

	/** When each run of failures without a quiet stretch ended, since the fault. */
	private List<Long> spells(List<Outcome> failed) {
		List<Long> ends = new ArrayList<>();
		failed.stream().mapToLong((outcome) -> outcome.at() - this.at).sorted().forEach((end) -> {
			if (!ends.isEmpty() && end - ends.get(ends.size() - 1) < STILL.toMillis()) {
				ends.remove(ends.size() - 1);
			}
			ends.add(end);
		});
		return ends;
	}

	/** What went wrong, by number. */
	Map<String, Integer> kinds() {
		Map<String, Integer> kinds = new TreeMap<>();
		failed().forEach((outcome) -> kinds.merge(outcome.client() + ": " + cut(outcome.detail()), 1, Integer::sum));
		return kinds;
	}

	private String failures() {
		return failed().isEmpty() ? "" : ", " + failed().size() + " failed";
	}

	private static String seconds(long millis) {
		return "%.1f s".formatted(millis / 1000.0);
	}

	private static String cut(String detail) {
		String text = detail.replaceAll("127\\.[0-9.]+(:[0-9]+)?", "…");
		return (text.length() > 110) ? text.substring(0, 110) + '…' : text;
	}

}
