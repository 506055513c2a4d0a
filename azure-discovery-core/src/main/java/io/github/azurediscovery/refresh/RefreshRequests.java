package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.source.RefreshRound;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests for a refresh that wait for completion, at most 30 s each. Accessed under
 * the lifecycle lock only.
 */
final class RefreshRequests {

	private static final Logger logger = LoggerFactory.getLogger(CatalogRefresher.class);

	private static final Duration AGAIN = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private static final Duration SPACING = Duration.ofSeconds(5);

	private final RefreshContext environment;

	private final List<SourceState> sources;

	private final LifecycleTasks owner;

	private final Consumer<List<SourceState>> ask;

	private final List<RefreshRequest> wishes = new ArrayList<>();

	private LifecycleTasks.@Nullable Timer nextServing;

	/**
	 * Create an empty list of requests.
	 * @param environment the environment of the session
	 * @param sources all sources
	 * @param owner serves the requests
	 * @param ask asks sources for a request
	 */
	RefreshRequests(RefreshContext environment, List<SourceState> sources, LifecycleTasks owner,
			Consumer<List<SourceState>> ask) {
		this.environment = environment;
		this.sources = sources;
		this.owner = owner;
		this.ask = ask;
	}

	CompletableFuture<RefreshOutcome> add(RefreshMode mode) {
		RefreshRequest wish = new RefreshRequest(mode, this.environment.rounds().get(),
				this.environment.catalog().current(), this.sources);
		this.wishes.add(wish);
		this.owner.run(this::serve);
		wish.limit(this.owner.later(LONGEST, () -> {
			if (this.wishes.remove(wish)) {
				wish.note("waited for " + LONGEST.toSeconds() + " s");
				complete(wish);
			}
		}));
		return wish.future();
	}

	/**
	 * Ask the sources that requests wait for and that may be asked, and complete
	 * requests.
	 */
	void serve() {
		if (this.wishes.isEmpty()) {
			return;
		}
		List<SourceState> due = new ArrayList<>();
		Instant now = this.owner.now();
		Instant earliest = Instant.MAX;
		for (SourceState source : this.sources) {
			if (source.call() == null && anyFor(source) && !isToldToWait(source)) {
				Instant from = fromWhenOn(source, now);
				if (from.isAfter(now)) {
					earliest = from.isBefore(earliest) ? from : earliest;
				}
				else {
					due.add(source);
				}
			}
		}
		serveAgain(now, earliest);
		this.ask.accept(due);
		this.wishes.stream().filter(RefreshRequest::isFulfilled).toList().forEach((wish) -> {
			this.wishes.remove(wish);
			wish.cancelLimit();
			complete(wish);
		});
	}

	boolean anyFor(SourceState source) {
		return this.wishes.stream().anyMatch((wish) -> wish.waitsFor(source));
	}

	/**
	 * Return how to handle the answer of a source: without the guard if any request asks
	 * for that.
	 */
	RefreshMode modeFor(SourceState source) {
		return this.wishes.stream().anyMatch((wish) -> wish.mode() == RefreshMode.UNGUARDED && wish.waitsFor(source))
				? RefreshMode.UNGUARDED : RefreshMode.GUARDED;
	}

	/** A source has answered or failed in a round. */
	void ended(SourceState source, RefreshRound round) {
		this.wishes.forEach((wish) -> wish.ended(source, round.number()));
	}

	/** Complete all requests at once, and accept no more. */
	void release(String note) {
		Snapshot current = this.environment.catalog().current();
		this.wishes.forEach((wish) -> {
			wish.note(note);
			wish.future().complete(wish.outcome(current));
		});
	}

	/** One timer serves all sources that may not be asked yet. */
	private void serveAgain(Instant now, Instant earliest) {
		if (this.nextServing != null) {
			this.nextServing.cancel();
			this.nextServing = null;
		}
		if (!earliest.equals(Instant.MAX)) {
			this.wishes.forEach(
					(wish) -> wish.note("waited, since no source is asked twice within " + SPACING.toSeconds() + " s"));
			this.nextServing = this.owner.later(Duration.between(now, earliest), this::serve);
		}
	}

	private boolean isToldToWait(SourceState source) {
		if (source.isToldToWait()) {
			String why = "source '" + source.name() + "' may not be asked before "
					+ this.environment.clock().shown(source.toldUntil());
			this.wishes.forEach((wish) -> wish.leaveOut(source, why));
			return true;
		}
		return false;
	}

	private static Instant fromWhenOn(SourceState source, Instant now) {
		Instant lastAsked = source.lastAsked();
		return (lastAsked != null) ? lastAsked.plus(SPACING) : now;
	}

	/** If no thread is available to complete the request, it stays until one is. */
	private void complete(RefreshRequest wish) {
		RefreshOutcome outcome = wish.outcome(this.environment.catalog().current());
		try {
			this.environment.network().execute(() -> wish.future().complete(outcome));
		}
		catch (Throwable ex) {
			logger.debug("No thread was available to tell of a refresh", ex);
			this.wishes.add(wish);
			this.owner.later(AGAIN, () -> {
				if (this.wishes.remove(wish)) {
					complete(wish);
				}
			});
		}
	}

}
