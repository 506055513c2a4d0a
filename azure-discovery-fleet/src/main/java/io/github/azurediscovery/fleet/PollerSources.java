package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import io.github.azurediscovery.source.SourceException.Reason;

/**
 * The state of the sources of a poller: how many rounds were complete, and whether all of
 * them fail for reasons that may be the poller's own. Thread-safe.
 */
final class PollerSources {

	/** Reasons that another candidate may not have. Throttling hits all of them. */
	private static final Set<Reason> OWN = EnumSet.of(Reason.FORBIDDEN, Reason.UNAUTHENTICATED, Reason.UNREACHABLE);

	private final LongSupplier nanoTime;

	private final Map<String, Reason> failing = new HashMap<>();

	private final Set<String> refused = new HashSet<>();

	private final Set<String> answered = new HashSet<>();

	private final Set<String> known = new HashSet<>();

	private int completeRounds;

	private long failingSince;

	PollerSources(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.failingSince = nanoTime.getAsLong();
	}

	/** Take the name of a source before any was asked. */
	synchronized void add(String source) {
		this.known.add(source);
	}

	synchronized void answered(String source) {
		this.failing.remove(source);
		this.refused.remove(source);
		this.failingSince = this.nanoTime.getAsLong();
		heard(source);
	}

	/**
	 * A source has failed.
	 * @param source its name
	 * @param reason why
	 * @param dispensable whether discovery goes on without it
	 */
	synchronized void failed(String source, Reason reason, boolean dispensable) {
		if (!OWN.contains(reason)) {
			this.failingSince = this.nanoTime.getAsLong();
		}
		this.failing.put(source, reason);
		if (dispensable) {
			this.refused.add(source);
			heard(source);
		}
	}

	private void heard(String source) {
		this.answered.add(source);
		if (this.answered.containsAll(this.known)) {
			this.answered.clear();
			this.completeRounds++;
		}
	}

	/** Return how often every source has answered. */
	synchronized int completeRounds() {
		return this.completeRounds;
	}

	/** Return whether a source is refused that discovery goes on without. */
	synchronized boolean isAnyRefused() {
		return !this.refused.isEmpty();
	}

	/**
	 * Return for how long every source has failed for reasons that may be this poller's
	 * own.
	 * @return zero if one of them does not
	 */
	synchronized Duration failingForOwnReasons() {
		boolean all = !this.known.isEmpty() && this.failing.keySet().containsAll(this.known);
		return all ? Duration.ofNanos(this.nanoTime.getAsLong() - this.failingSince) : Duration.ZERO;
	}

}
