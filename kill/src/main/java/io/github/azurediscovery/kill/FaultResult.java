package io.github.azurediscovery.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What callers noticed of a fault.
 *
 * @param subject the tested registry
 * @param fault the fault
 * @param watched how long callers were observed after it
 * @param outcomes the outcome of every request since the fault
 * @param at when it happened, in milliseconds since the epoch
 * @param victim the instance it happened to
 */
record FaultResult(TestedRegistry subject, InjectedFault fault, Duration watched, List<RequestOutcome> outcomes,
		long at, Victim victim) {

	private static final Duration STILL = Duration.ofSeconds(5);

	List<RequestOutcome> failed() {
		return this.outcomes.stream().filter((outcome) -> !outcome.ok()).toList();
	}

	/** How many failed, and for how long, in a table's cell. */
	String cell() {
		if (this.fault == InjectedFault.JOINS) {
			return this.outcomes.stream()
				.filter((outcome) -> outcome.ok() && outcome.detail().equals(FaultScenario.JOINER))
				.findFirst()
				.map((first) -> "traffic after " + seconds(first.at() - this.at) + failures())
				.orElseGet(() -> "no traffic in " + this.watched.toSeconds() + " s" + failures());
		}
		List<RequestOutcome> failed = failed();
		if (failed.isEmpty()) {
			return "**0**";
		}
		List<Long> ends = spells(failed);
		long last = ends.get(ends.size() - 1);
		boolean still = last > this.watched.minus(STILL).toMillis();
		String when = still ? "still failing after " + this.watched.toSeconds() + " s" : "last after " + seconds(last);
		return "%d of %d%s, %s%s".formatted(failed.size(), this.outcomes.size(), inFlight(), when,
				(still || ends.size() == 1) ? ""
						: " (" + ends.size() + " spells, the first over after " + seconds(ends.get(0)) + ')')
				+ afterTheFifth();
	}

	/**
	 * How many of the failed requests were sent to the victim before it was killed, how
	 * many before the first failure was known, and how many later, which a load balancer
	 * should have avoided.
	 */
	private String inFlight() {
		List<RequestOutcome> failed = failed();
		if (!this.fault.kills() || failed.isEmpty()) {
			return "";
		}
		long known = known(failed);
		List<RequestOutcome> there = failed.stream()
			.filter((outcome) -> outcome.target().equals(this.victim.address()))
			.toList();
		long before = there.stream().filter((outcome) -> outcome.picked() <= this.victim.killed()).count();
		long unknowing = there.stream()
			.filter((outcome) -> outcome.picked() > this.victim.killed() && outcome.picked() <= known)
			.count();
		return " (%d in flight, %d picked before the first failure was known, %d later)".formatted(before, unknowing,
				failed.size() - before - unknowing);
	}

	/** When a failure that a load balancer was told of had first returned to a caller. */
	private static long known(List<RequestOutcome> failed) {
		return failed.stream()
			.filter((outcome) -> outcome.told() > 0)
			.mapToLong(RequestOutcome::told)
			.min()
			.orElse(Long.MAX_VALUE);
	}

	/** For how long calls failed after five timeouts had been seen. */
	private String afterTheFifth() {
		List<Long> ends = failed().stream().map(RequestOutcome::at).sorted().toList();
		return (this.fault == InjectedFault.HANGS && ends.size() >= 5)
				? ", " + seconds(ends.get(ends.size() - 1) - ends.get(4)) + " after the fifth timeout" : "";
	}

	/** When each run of failures without a quiet stretch ended, since the fault. */
	private List<Long> spells(List<RequestOutcome> failed) {
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

	/**
	 * The instance that the fault happened to.
	 *
	 * @param address its address
	 * @param killed when it was killed, in milliseconds since the epoch, if it was
	 */
	record Victim(String address, long killed) {
	}

	private static String cut(String detail) {
		String text = detail.replaceAll("127\\.[0-9.]+(:[0-9]+)?", "…");
		return (text.length() > 110) ? text.substring(0, 110) + '…' : text;
	}

}
