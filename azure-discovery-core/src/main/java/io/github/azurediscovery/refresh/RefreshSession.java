package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes from one start to the next stop: asks the sources, and processes their
 * answers. Everything that changes state runs on the owner thread and under the lifecycle
 * lock, and not at all once stopped.
 */
final class RefreshSession {

	static final String STOPPED = "discovery is stopped";

	private static final Duration ABANDONED_AFTER = Duration.ofMinutes(3);

	private final RefreshContext environment;

	private final List<SourceState> sources;

	private final CatalogRefreshLog log;

	private final LifecycleTasks owner;

	private final SnapshotPublisher publisher;

	private final RefreshRequests wishes;

	private final MachineResumeWatch watch;

	private final Map<Duration, Instant> nextRounds = new LinkedHashMap<>();

	private final Set<SourceState> unheard;

	private final List<Runnable> unpublished = new ArrayList<>();

	private boolean changed;

	private final CompletableFuture<Boolean> firstRefresh = new CompletableFuture<>();

	RefreshSession(RefreshContext environment, List<SourceState> sources, CatalogRefreshLog log) {
		this.environment = environment;
		this.sources = sources;
		this.log = log;
		this.owner = new LifecycleTasks(environment, this.log);
		this.publisher = new SnapshotPublisher(environment, sources, this.log);
		this.wishes = new RefreshRequests(environment, sources, this.owner, this::ask);
		this.watch = new MachineResumeWatch(environment.clock(), environment.settings().interval());
		this.unheard = new HashSet<>(sources);
	}

	void start() {
		this.owner.run(() -> {
			this.sources.forEach((source) -> this.nextRounds.put(source.interval(), this.owner.now()));
			List.copyOf(this.nextRounds.keySet())
				.forEach((interval) -> this.owner.attempt(() -> regularRound(interval)));
			settleFirstRefresh();
			this.owner.later(MachineResumeWatch.LOOK, this::look);
		});
	}

	/** Stop; the caller holds the lifecycle lock. */
	void stop() {
		this.owner.stop();
		abandonCalls();
	}

	private void abandonCalls() {
		for (SourceState source : this.sources) {
			PendingSourceFetch call = source.end();
			if (call != null) {
				call.task().cancel(true);
			}
		}
	}

	/** Complete all waiting requests; the caller holds no lock. */
	void release() {
		this.firstRefresh.complete(false);
		this.wishes.release(STOPPED);
	}

	CompletableFuture<Boolean> firstRefresh() {
		return this.firstRefresh;
	}

	/** When the next round begins, by the steady clock. */
	@Nullable Instant nextRefresh() {
		return this.nextRounds.values().stream().min(Instant::compareTo).orElse(null);
	}

	/**
	 * A source signals that it has news.
	 * @param source the source
	 */
	void news(SourceState source) {
		this.owner.run(() -> {
			if (source.call() != null) {
				source.hasNews();
			}
			else if (!source.isToldToWait()) {
				ask(List.of(source));
			}
		});
	}

	CompletableFuture<RefreshOutcome> refresh(RefreshMode mode) {
		synchronized (this.environment.lifecycle()) {
			return this.owner.isStopped()
					? CompletableFuture
						.completedFuture(RefreshRequest.refused(this.environment.catalog().current(), STOPPED))
					: this.wishes.add(mode);
		}
	}

	private void look() {
		this.owner.later(MachineResumeWatch.LOOK, this::look);
		Duration slept = this.watch.slept();
		if (!slept.isZero()) {
			this.log.resumed(slept);
			abandonCalls();
			this.sources.forEach(SourceState::slept);
			var unused = this.wishes.add(RefreshMode.GUARDED);
			this.environment.resumed().forEach(this.owner::attempt);
		}
	}

	private void regularRound(Duration interval) {
		Duration pause = this.environment.cadence().next(interval);
		Instant now = this.owner.now();
		this.nextRounds.put(interval, now.plus(pause));
		this.owner.later(pause, () -> regularRound(interval));
		ask(this.sources.stream().filter((source) -> source.interval().equals(interval) && source.isDue()).toList());
	}

	private void ask(List<SourceState> due) {
		if (due.isEmpty()) {
			return;
		}
		RefreshRound round = due.stream().anyMatch(this.wishes::anyFor) ? this.environment.nextRoundOnDemand()
				: this.environment.nextScheduledRound();
		for (SourceState source : due) {
			FutureTask<?> task = new FutureTask<>(() -> fetch(source, round), null);
			this.owner.attempt(() -> begin(source, round, task));
		}
	}

	/**
	 * The timer that ends a call in any case is set before the call counts as running.
	 */
	private void begin(SourceState source, RefreshRound round, FutureTask<?> task) {
		LifecycleTasks.Timer abandonment = this.owner.later(ABANDONED_AFTER, () -> abandon(source, round));
		source.begin(new PendingSourceFetch(round, this.wishes.modeFor(source), task, abandonment));
		try {
			this.environment.network().execute(task);
		}
		catch (Throwable ex) {
			SourceException failure = SourceException.builder("no thread was available to ask it: " + ex)
				.cause(ex)
				.build();
			this.owner.run(() -> failed(source, round, failure));
		}
	}

	private void fetch(SourceState source, RefreshRound round) {
		try {
			SourceAnswer answer = source.ask(round);
			this.owner.run(() -> answered(source, round, answer));
		}
		catch (SourceException ex) {
			this.owner.run(() -> failed(source, round, ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.owner.run(
					() -> failed(source, round, SourceException.builder("the call was interrupted").cause(ex).build()));
		}
	}

	private void abandon(SourceState source, RefreshRound round) {
		PendingSourceFetch call = source.call();
		if (call != null && call.round().equals(round)) {
			call.task().cancel(true);
			failed(source, round,
					SourceException
						.builder("no answer within " + ABANDONED_AFTER.toMinutes() + " min, the call is abandoned")
						.reason(SourceException.Reason.TIMEOUT)
						.build());
		}
	}

	private void answered(SourceState source, RefreshRound round, SourceAnswer answer) {
		PendingSourceFetch call = endCall(source, round);
		if (call == null) {
			return;
		}
		this.owner.attempt(() -> apply(source, answer, call.mode()));
		publish(() -> ended(source, round));
	}

	private void apply(SourceState source, SourceAnswer answer, RefreshMode mode) {
		Instant now = this.owner.now();
		Instant failingSince = source.failingSince();
		int held = source.guard().held();
		this.changed |= source.answered(answer, (instance) -> isElsewhere(instance, source), mode);
		if (failingSince != null) {
			this.log.recovered(source, failingSince, now);
		}
		this.log.held(source, held, this.environment.settings().confirmations());
	}

	private boolean isElsewhere(Instance instance, SourceState source) {
		return this.sources.stream()
			.anyMatch((other) -> other != source && other.lastGood().has(instance.service(), instance.vmId()));
	}

	private void failed(SourceState source, RefreshRound round, SourceException failure) {
		if (endCall(source, round) == null) {
			return;
		}
		source.failed(failure, this.environment.cadence());
		this.log.failed(source, failure);
		publish(() -> ended(source, round));
	}

	/**
	 * Publish the processed answers, once for all that wait for this thread.
	 * @param then runs once they are published
	 */
	private void publish(Runnable then) {
		this.unpublished.add(then);
		if (this.unpublished.size() == 1) {
			this.owner.run(this::publishAll);
		}
	}

	private void publishAll() {
		List<Runnable> published = List.copyOf(this.unpublished);
		this.unpublished.clear();
		if (this.changed) {
			this.changed = false;
			this.owner.attempt(this.publisher::members);
		}
		else {
			this.owner.attempt(this.publisher::age);
		}
		published.forEach(this.owner::attempt);
		this.wishes.serve();
	}

	private static @Nullable PendingSourceFetch endCall(SourceState source, RefreshRound round) {
		PendingSourceFetch call = source.call();
		if (call == null || !call.round().equals(round)) {
			return null;
		}
		call.abandonment().cancel();
		return source.end();
	}

	private void ended(SourceState source, RefreshRound round) {
		this.owner.attempt(() -> this.publisher.tell(source, round));
		this.unheard.remove(source);
		settleFirstRefresh();
		this.wishes.ended(source, round);
		if (source.isNews() && source.isDue()) {
			ask(List.of(source));
		}
	}

	private void settleFirstRefresh() {
		if (this.unheard.isEmpty()) {
			this.firstRefresh.complete(this.sources.stream().allMatch(SourceState::isSettled));
		}
	}

}
