package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.source.Round;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshing from one start to the next stop. Everything that changes state runs on the
 * owner thread and under the lifecycle lock, and not at all once stopped.
 */
final class Run {

	static final String STOPPED = "discovery is stopped";

	private static final Duration ABANDONED_AFTER = Duration.ofMinutes(3);

	private static final Duration WISH_WAITS = Duration.ofSeconds(30);

	private static final Duration WISH_SPACING = Duration.ofSeconds(5);

	private static final Logger logger = LoggerFactory.getLogger(Refresher.class);

	private final Environment environment;

	private final List<AskedSource> sources;

	private final RefreshLog log = new RefreshLog();

	private final Map<Duration, Instant> nextRounds = new LinkedHashMap<>();

	private final List<Future<?>> timers = new ArrayList<>();

	private final List<Wish> wishes = new ArrayList<>();

	private final Set<AskedSource> unheard;

	private final CompletableFuture<Boolean> firstRefresh = new CompletableFuture<>();

	private boolean stopped;

	Run(Environment environment, List<AskedSource> sources) {
		this.environment = environment;
		this.sources = sources;
		this.unheard = new HashSet<>(sources);
	}

	void start() {
		onOwner(() -> {
			this.sources.forEach((source) -> this.nextRounds.put(source.interval(), now()));
			List.copyOf(this.nextRounds.keySet()).forEach(this::regularRound);
			settleFirstRefresh();
		});
	}

	/** Stop; the caller holds the lifecycle lock. */
	void stop() {
		this.stopped = true;
		this.timers.forEach((timer) -> timer.cancel(false));
		for (AskedSource source : this.sources) {
			Call call = source.end();
			if (call != null) {
				call.task().cancel(true);
			}
		}
	}

	/** Let go of whoever waits; the caller holds no lock. */
	void release() {
		this.firstRefresh.complete(false);
		Snapshot current = this.environment.catalog().current();
		this.wishes.forEach((wish) -> {
			wish.note(STOPPED);
			wish.future().complete(wish.outcome(current));
		});
	}

	CompletableFuture<Boolean> firstRefresh() {
		return this.firstRefresh;
	}

	@Nullable Instant nextRefresh() {
		return this.nextRounds.values().stream().min(Instant::compareTo).orElse(null);
	}

	/**
	 * A source says that it has news.
	 * @param source the source
	 */
	void news(AskedSource source) {
		onOwner(() -> {
			if (source.call() != null) {
				source.hasNews();
			}
			else if (!source.isToldToWait(now())) {
				ask(List.of(source));
			}
		});
	}

	CompletableFuture<RefreshOutcome> refresh(boolean full) {
		synchronized (this.environment.lifecycle()) {
			Snapshot current = this.environment.catalog().current();
			if (this.stopped) {
				return CompletableFuture.completedFuture(Wish.refused(current, STOPPED));
			}
			Wish wish = new Wish(full, this.environment.rounds().get(), current, this.sources);
			this.wishes.add(wish);
			onOwner(this::serveWishes);
			later(WISH_WAITS, () -> {
				if (this.wishes.remove(wish)) {
					wish.note("waited for " + WISH_WAITS.toSeconds() + " s");
					complete(wish);
				}
			});
			return wish.future();
		}
	}

	private void regularRound(Duration interval) {
		Duration pause = this.environment.cadence().next(interval);
		Instant now = now();
		this.nextRounds.put(interval, now.plus(pause));
		later(pause, () -> regularRound(interval));
		ask(this.sources.stream().filter((source) -> source.interval().equals(interval) && source.isDue(now)).toList());
	}

	private void serveWishes() {
		List<AskedSource> due = new ArrayList<>();
		for (AskedSource source : this.sources) {
			if (source.call() == null && this.wishes.stream().anyMatch((wish) -> wish.waitsFor(source))
					&& mayBeAskedForWish(source)) {
				due.add(source);
			}
		}
		ask(due);
		this.wishes.stream().filter(Wish::isFulfilled).toList().forEach((wish) -> {
			this.wishes.remove(wish);
			complete(wish);
		});
	}

	private boolean mayBeAskedForWish(AskedSource source) {
		Instant now = now();
		if (source.isToldToWait(now)) {
			String why = "source '" + source.name() + "' may not be asked before " + source.status().notBefore();
			this.wishes.forEach((wish) -> wish.leaveOut(source, why));
			return false;
		}
		Instant lastAsked = source.lastAsked();
		if (lastAsked != null && now.isBefore(lastAsked.plus(WISH_SPACING))) {
			Duration pause = Duration.between(now, lastAsked.plus(WISH_SPACING));
			this.wishes.forEach((wish) -> wish
				.note("waited, since no source is asked twice within " + WISH_SPACING.toSeconds() + " s"));
			later(pause, this::serveWishes);
			return false;
		}
		return true;
	}

	private void complete(Wish wish) {
		Snapshot current = this.environment.catalog().current();
		RefreshOutcome outcome = wish.outcome(current);
		this.environment.network().execute(() -> wish.future().complete(outcome));
	}

	private void ask(List<AskedSource> due) {
		if (due.isEmpty()) {
			return;
		}
		boolean onDemand = this.wishes.stream().anyMatch((wish) -> due.stream().anyMatch(wish::waitsFor));
		Round round = this.environment.nextRound(onDemand);
		for (AskedSource source : due) {
			boolean full = this.wishes.stream().anyMatch((wish) -> wish.full() && wish.waitsFor(source));
			FutureTask<?> task = new FutureTask<>(() -> fetch(source, round), null);
			source.begin(new Call(round, full, task));
			this.environment.network().execute(task);
			later(ABANDONED_AFTER, () -> abandon(source, round));
		}
	}

	private void fetch(AskedSource source, Round round) {
		try {
			SourceAnswer answer = source.ask(round);
			onOwner(() -> answered(source, round, answer));
		}
		catch (SourceException ex) {
			onOwner(() -> failed(source, round, ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			onOwner(() -> failed(source, round, SourceException.failed("the call was interrupted", ex, null, 0)));
		}
	}

	private void abandon(AskedSource source, Round round) {
		Call call = source.call();
		if (call != null && call.round().equals(round)) {
			call.task().cancel(true);
			failed(source, round, SourceException.failed(SourceException.Reason.TIMEOUT,
					"no answer within " + ABANDONED_AFTER.toMinutes() + " min, the call is abandoned", null, null, 0));
		}
	}

	private void answered(AskedSource source, Round round, SourceAnswer answer) {
		Call call = endCall(source, round);
		if (call == null) {
			return;
		}
		Instant now = now();
		Instant failingSince = source.failingSince();
		int held = source.guard().held();
		source
			.answered(
					answer, (
							instance) -> this.sources.stream()
								.anyMatch((other) -> other != source
										&& other.lastGood().has(instance.service(), instance.vmId())),
					call.full(), now);
		if (failingSince != null) {
			this.log.recovered(source, failingSince, now);
		}
		this.log.held(source, held, this.environment.settings().confirmations());
		List<LastGood> all = this.sources.stream().map(AskedSource::lastGood).toList();
		publish(LastGood.merge(all, this.environment.catalog().current()));
		ended(source, round);
	}

	private void failed(AskedSource source, Round round, SourceException failure) {
		if (endCall(source, round) == null) {
			return;
		}
		source.failed(failure, now(), this.environment.cadence());
		this.log.failed(source, failure);
		if (!Objects.equals(lastUpdate(), this.environment.catalog().lastUpdate())) {
			publish(this.environment.catalog().current());
		}
		ended(source, round);
	}

	private static @Nullable Call endCall(AskedSource source, Round round) {
		Call call = source.call();
		return (call != null && call.round().equals(round)) ? source.end() : null;
	}

	private void publish(Snapshot snapshot) {
		this.log.changed(this.environment.catalog().publish(snapshot, lastUpdate()));
	}

	private @Nullable Instant lastUpdate() {
		Instant oldest = null;
		for (AskedSource source : this.sources) {
			Instant success = source.status().lastSuccess();
			if (source.counts()) {
				if (success == null) {
					return null;
				}
				oldest = (oldest == null || success.isBefore(oldest)) ? success : oldest;
			}
		}
		return oldest;
	}

	private void ended(AskedSource source, Round round) {
		tell(round, source.status(), Duration.between(round.started(), now()), source.guard().held());
		this.unheard.remove(source);
		settleFirstRefresh();
		this.wishes.forEach((wish) -> wish.ended(source, round.number()));
		if (source.isNews() && source.isDue(now())) {
			ask(List.of(source));
		}
		serveWishes();
	}

	private void tell(Round round, SourceStatus status, Duration duration, int held) {
		for (RefreshListener listener : this.environment.listeners()) {
			this.environment.events().execute(() -> {
				try {
					listener.refreshed(round, status, duration, held);
				}
				catch (RuntimeException ex) {
					logger.warn("A refresh listener failed after source '{}'", status.name(), ex);
				}
			});
		}
	}

	private void settleFirstRefresh() {
		if (this.unheard.isEmpty()) {
			this.firstRefresh.complete(this.sources.stream().allMatch(AskedSource::isSettled));
		}
	}

	private Instant now() {
		return this.environment.clock().instant();
	}

	private void later(Duration delay, Runnable task) {
		this.timers.removeIf(Future::isDone);
		this.timers
			.add(this.environment.owner().schedule(() -> unlessStopped(task), delay.toNanos(), TimeUnit.NANOSECONDS));
	}

	private void onOwner(Runnable task) {
		try {
			this.environment.owner().execute(() -> unlessStopped(task));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Discovery is closed, what a source still says is dropped", ex);
		}
	}

	private void unlessStopped(Runnable task) {
		synchronized (this.environment.lifecycle()) {
			if (this.stopped) {
				return;
			}
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				this.log.broken(ex);
			}
		}
	}

}
