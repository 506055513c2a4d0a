package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.source.Round;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those who wait for a refresh now. Whoever is fulfilled is told, and nobody waits longer
 * than 30 s. To be used under the lifecycle lock.
 */
final class Wishes {

	private static final Logger logger = LoggerFactory.getLogger(Refresher.class);

	private static final Duration AGAIN = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private static final Duration SPACING = Duration.ofSeconds(5);

	private final Environment environment;

	private final List<AskedSource> sources;

	private final OwnerTasks owner;

	private final Consumer<List<AskedSource>> ask;

	private final List<Wish> wishes = new ArrayList<>();

	private OwnerTasks.@Nullable Timer nextServing;

	/**
	 * Create an empty list of wishes.
	 * @param environment what the run works with
	 * @param sources all sources
	 * @param owner where wishes are served
	 * @param ask asks sources for a wish
	 */
	Wishes(Environment environment, List<AskedSource> sources, OwnerTasks owner, Consumer<List<AskedSource>> ask) {
		this.environment = environment;
		this.sources = sources;
		this.owner = owner;
		this.ask = ask;
	}

	CompletableFuture<RefreshOutcome> add(boolean full) {
		Wish wish = new Wish(full, this.environment.rounds().get(), this.environment.catalog().current(), this.sources);
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

	/** Ask whom somebody waits for and who may be asked, and tell who is fulfilled. */
	void serve() {
		if (this.wishes.isEmpty()) {
			return;
		}
		List<AskedSource> due = new ArrayList<>();
		Instant now = this.owner.now();
		Instant earliest = Instant.MAX;
		for (AskedSource source : this.sources) {
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
		this.wishes.stream().filter(Wish::isFulfilled).toList().forEach((wish) -> {
			this.wishes.remove(wish);
			wish.cancelLimit();
			complete(wish);
		});
	}

	boolean anyFor(AskedSource source) {
		return this.wishes.stream().anyMatch((wish) -> wish.waitsFor(source));
	}

	boolean anyFullFor(AskedSource source) {
		return this.wishes.stream().anyMatch((wish) -> wish.full() && wish.waitsFor(source));
	}

	/** A source has answered or failed in a round. */
	void ended(AskedSource source, Round round) {
		this.wishes.forEach((wish) -> wish.ended(source, round.number()));
	}

	/** Let go of whoever waits, at once; nobody adds any more. */
	void release(String note) {
		Snapshot current = this.environment.catalog().current();
		this.wishes.forEach((wish) -> {
			wish.note(note);
			wish.future().complete(wish.outcome(current));
		});
	}

	/** One timer serves all sources that must be spaced. */
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

	private boolean isToldToWait(AskedSource source) {
		if (source.isToldToWait()) {
			String why = "source '" + source.name() + "' may not be asked before "
					+ this.environment.clock().shown(source.toldUntil());
			this.wishes.forEach((wish) -> wish.leaveOut(source, why));
			return true;
		}
		return false;
	}

	private static Instant fromWhenOn(AskedSource source, Instant now) {
		Instant lastAsked = source.lastAsked();
		return (lastAsked != null) ? lastAsked.plus(SPACING) : now;
	}

	/** Where no thread can be had to tell, the wish stays until one can. */
	private void complete(Wish wish) {
		RefreshOutcome outcome = wish.outcome(this.environment.catalog().current());
		try {
			this.environment.network().execute(() -> wish.future().complete(outcome));
		}
		catch (Throwable ex) {
			logger.debug("No thread could be had to tell of a refresh", ex);
			this.wishes.add(wish);
			this.owner.later(AGAIN, () -> {
				if (this.wishes.remove(wish)) {
					complete(wish);
				}
			});
		}
	}

}
