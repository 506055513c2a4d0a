package io.github.azurediscovery.refresh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.catalog.SnapshotChange;

import org.jspecify.annotations.Nullable;

/**
 * A request for a refresh now: complete when every source has ended a call that began
 * after the request, or cannot be asked.
 */
final class RefreshRequest {

	private final RefreshMode mode;

	private final long lastRound;

	private final Snapshot before;

	private final Set<SourceState> waiting;

	private final Set<String> notes = new LinkedHashSet<>();

	private final CompletableFuture<RefreshOutcome> outcome = new CompletableFuture<>();

	private LifecycleTasks.@Nullable Timer limit;

	private boolean asked;

	/**
	 * Create a request.
	 * @param mode whether the guard is in force
	 * @param lastRound the last round that began before the request
	 * @param before the snapshot at the time of the request
	 * @param sources all sources
	 */
	RefreshRequest(RefreshMode mode, long lastRound, Snapshot before, Collection<SourceState> sources) {
		this.mode = mode;
		this.lastRound = lastRound;
		this.before = before;
		this.waiting = new LinkedHashSet<>(sources);
		if (sources.isEmpty()) {
			note("there is no source to ask");
		}
	}

	static RefreshOutcome refused(Snapshot current, String note) {
		return new RefreshOutcome(SnapshotChange.between(current, current), false, note);
	}

	/** Set the timer that ends the waiting in any case. */
	void limit(LifecycleTasks.Timer limit) {
		this.limit = limit;
	}

	void cancelLimit() {
		if (this.limit != null) {
			this.limit.cancel();
		}
	}

	RefreshMode mode() {
		return this.mode;
	}

	boolean waitsFor(SourceState source) {
		return this.waiting.contains(source);
	}

	/**
	 * A source has ended a call.
	 * @param source the source
	 * @param round the round the call belonged to
	 */
	void ended(SourceState source, long round) {
		if (round > this.lastRound && this.waiting.remove(source)) {
			this.asked = true;
			String error = source.status().error();
			if (error != null) {
				note("source '" + source.name() + "' failed: " + error);
			}
		}
	}

	void leaveOut(SourceState source, String why) {
		if (this.waiting.remove(source)) {
			note(why);
		}
	}

	void note(String note) {
		this.notes.add(note);
	}

	boolean isFulfilled() {
		return this.waiting.isEmpty();
	}

	/**
	 * Return the outcome so far.
	 * @param current the current snapshot
	 * @return the outcome
	 */
	RefreshOutcome outcome(Snapshot current) {
		List<String> all = new ArrayList<>(this.notes);
		if (!this.waiting.isEmpty()) {
			all.add("no answer yet from " + String.join(", ", this.waiting.stream().map(SourceState::name).toList()));
		}
		return new RefreshOutcome(SnapshotChange.between(this.before, current), this.asked && isFulfilled(),
				String.join("; ", all));
	}

	CompletableFuture<RefreshOutcome> future() {
		return this.outcome;
	}

}
