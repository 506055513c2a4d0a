package io.github.azurediscovery.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What callers noticed of a fault.
 *
 * @param subject the tested registry
 * @param fault the fault
 * @param watched how long callers were observed after it
 * @param outcomes the outcome of every request since the fault
 * @param troubled the outcome of every call with troubles of its own since the fault
 * @param ejections how many instances were ejected since the fault, by the meter of the
 * registry that ejects
 * @param at when it happened, in milliseconds since the epoch
 * @param victim the instance it happened to
 */
record FaultResult(TestedRegistry subject, InjectedFault fault, Duration watched, List<RequestOutcome> outcomes,
		List<RequestOutcome> troubled, long ejections, long at, Victim victim) {

	private static final Duration STILL = Duration.ofSeconds(5);

	/** The cell of what does not apply. */
	private static final String NONE = "–";

	List<RequestOutcome> failed() {
		return failed(this.outcomes);
	}

	private static List<RequestOutcome> failed(List<RequestOutcome> outcomes) {
		return outcomes.stream().filter((outcome) -> !outcome.ok()).toList();
	}

	/**
	 * How many calls with troubles of their own failed, how many requests of the other
	 * callers there were, how many of these failed, and how many instances were ejected.
	 */
	List<String> troubles() {
		return List.of(number(failed(this.troubled).size()), number(this.outcomes.size()), zeroOr(failed().size()),
				ejected());
	}

	/** How many instances were ejected, if that is what the registry does. */
	String ejected() {
		return (this.subject == TestedRegistry.AZURE_DISCOVERY) ? zeroOr(this.ejections) : NONE;
	}

	/**
	 * How many requests there were, how many failed, and of these, where the instance's
	 * process ended, how many were sent to it before, how many before a load balancer
	 * could know, and how many later: those that should not have been sent.
	 */
	List<String> counts() {
		List<RequestOutcome> failed = failed();
		List<String> cells = new ArrayList<>();
		cells.add(number(this.outcomes.size()));
		cells.add(zeroOr(failed.size()));
		if (!this.fault.kills() || failed.isEmpty()) {
			return row(cells, NONE, NONE, NONE);
		}
		long known = known(failed);
		List<RequestOutcome> there = failed.stream()
			.filter((outcome) -> outcome.target().equals(this.victim.address()))
			.toList();
		long before = there.stream().filter((outcome) -> outcome.picked() <= this.victim.killed()).count();
		long unknowing = there.stream()
			.filter((outcome) -> outcome.picked() > this.victim.killed() && outcome.picked() <= known)
			.count();
		return row(cells, number(before), number(unknowing), number(failed.size() - before - unknowing));
	}

	/**
	 * For how long callers were watched, when the last request failed, in how many spells
	 * and when the first of these was over, and for how long requests failed after five
	 * timeouts had been seen.
	 */
	List<String> times() {
		List<RequestOutcome> failed = failed();
		List<Long> spells = spells(failed);
		long last = spells.get(spells.size() - 1);
		boolean still = last > this.watched.minus(STILL).toMillis();
		return row(List.of(this.watched.toSeconds() + " s"), still ? "still failing" : seconds(last),
				still ? NONE : number(spells.size()), (still || spells.size() == 1) ? NONE : seconds(spells.get(0)),
				afterTheFifth(failed));
	}

	/** When the instance that joined got its first request. */
	String joined() {
		return this.outcomes.stream()
			.filter((outcome) -> outcome.ok() && outcome.detail().equals(FaultScenario.JOINER))
			.findFirst()
			.map((first) -> seconds(first.at() - this.at))
			.orElseGet(() -> "not within " + this.watched.toSeconds() + " s");
	}

	private static List<String> row(List<String> first, String... more) {
		return Stream.concat(first.stream(), Stream.of(more)).toList();
	}

	/**
	 * When a failure that was reported to a load balancer had first returned to a caller.
	 */
	private static long known(List<RequestOutcome> failed) {
		return failed.stream()
			.filter((outcome) -> outcome.told() > 0)
			.mapToLong(RequestOutcome::told)
			.min()
			.orElse(Long.MAX_VALUE);
	}

	private String afterTheFifth(List<RequestOutcome> failed) {
		List<Long> ends = failed.stream().map(RequestOutcome::at).sorted().toList();
		return (this.fault == InjectedFault.HANGS && ends.size() >= 5)
				? seconds(ends.get(ends.size() - 1) - ends.get(4)) : NONE;
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
		Stream.concat(failed().stream(), failed(this.troubled).stream())
			.forEach((outcome) -> kinds.merge(outcome.client() + ": " + cut(outcome.detail()), 1, Integer::sum));
		return kinds;
	}

	private static String zeroOr(long value) {
		return (value == 0) ? "**0**" : number(value);
	}

	private static String number(long value) {
		return String.format(Locale.ROOT, "%,d", value);
	}

	private static String seconds(long millis) {
		return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
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
