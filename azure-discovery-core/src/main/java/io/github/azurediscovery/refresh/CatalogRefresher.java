package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * Asks each source at its interval, and publishes the merged answers. Sources with the
 * same interval are asked in the same round. The last good answer of a source is kept as
 * long as the source fails; a source never delays or affects another. Thread-safe.
 */
public final class CatalogRefresher {

	private final RefreshContext environment;

	private final List<SourceState> sources = new ArrayList<>();

	private final RefreshNotifier outcomes;

	private final List<Runnable> resumed = new CopyOnWriteArrayList<>();

	private final CatalogRefreshLog log = new CatalogRefreshLog();

	private final Object lifecycle = new Object();

	private volatile @Nullable RefreshSession run;

	/**
	 * Create a refresher that has not started.
	 * @param sources the sources, in the order of configuration
	 * @param settings the intervals, and the guard
	 * @param catalog receives the snapshots
	 * @param owner the one thread that changes state
	 * @param network runs the calls, any number at the same time
	 * @param events runs the listeners, one task after the other
	 * @param clock the time to show; setting it makes no wait longer or shorter, but if
	 * it advances while no time passes, the machine has slept, and all sources are asked
	 * again
	 * @param random the jitter of the intervals
	 * @throws IllegalArgumentException if two sources have the same name, or a source has
	 * an interval out of bounds
	 */
	public CatalogRefresher(List<? extends InstanceSource> sources, RefreshSettings settings, MutableCatalog catalog,
			ScheduledExecutorService owner, Executor network, Executor events, InstantSource clock,
			RandomGenerator random) {
		this(sources, settings, catalog, owner, network, events, new SteadyClock(clock, System::nanoTime), random);
	}

	CatalogRefresher(List<? extends InstanceSource> sources, RefreshSettings settings, MutableCatalog catalog,
			ScheduledExecutorService owner, Executor network, Executor events, SteadyClock clock,
			RandomGenerator random) {
		this.outcomes = new RefreshNotifier(events);
		this.environment = new RefreshContext(settings, new RefreshSchedule(settings, random), catalog, owner, network,
				clock, this.lifecycle, this.outcomes, this.resumed, new AtomicLong());
		Set<String> names = new HashSet<>();
		boolean allOptional = sources.stream().allMatch(InstanceSource::optional);
		for (InstanceSource source : sources) {
			if (!names.add(source.name())) {
				throw new IllegalArgumentException("Two sources have the name '" + source.name() + "'");
			}
			SourceState asked = new SourceState(source, settings, clock, source.optional() && !allOptional);
			this.sources.add(asked);
			source.whenChanged(() -> {
				RefreshSession current = this.run;
				if (current != null) {
					current.news(asked);
				}
			});
		}
	}

	/**
	 * Log at DEBUG which instances joined, left or changed: another refresher of this
	 * application logs what it makes of them.
	 */
	public void hushChanges() {
		this.log.hushChanges();
	}

	/**
	 * Publish instances of an earlier run of the application. The first answer of each
	 * source replaces them, whatever the guard says; until then nothing counts as
	 * confirmed. Call before the first start.
	 * @param instances the instances; those of unknown sources are left out
	 */
	public void restore(List<Instance> instances) {
		this.environment.owner().execute(() -> {
			synchronized (this.lifecycle) {
				this.sources.forEach((source) -> source.restore(instances));
				MutableCatalog catalog = this.environment.catalog();
				List<LastGoodAnswer> restored = this.sources.stream().map(SourceState::lastGood).toList();
				catalog.publish(
						LastGoodAnswer.merge(SourcePrecedence.of(this.sources).settle(restored), catalog.current()),
						null);
			}
		});
	}

	/**
	 * Ask sources ahead of {@link #start()}, whose first round uses the answers unless
	 * they are older than a round of the source by then. Publishes nothing. Does nothing
	 * if started.
	 * @param names the names of the sources
	 */
	public void prefetch(Collection<String> names) {
		synchronized (this.lifecycle) {
			if (this.run == null) {
				RefreshRound round = this.environment.nextScheduledRound();
				this.sources.stream().filter((source) -> names.contains(source.name())).forEach((source) -> {
					Runnable task = source.prefetch(round);
					try {
						this.environment.network().execute(task);
					}
					catch (Throwable ex) {
						source.dropPrefetched();
					}
				});
			}
		}
	}

	/** Start refreshing, with the first round at once. Does nothing if started. */
	public void start() {
		synchronized (this.lifecycle) {
			if (this.run == null) {
				RefreshSession started = new RefreshSession(this.environment, this.sources, this.log);
				this.run = started;
				begin(started);
			}
		}
	}

	/**
	 * A session that could not begin, because no thread was available, leaves room for
	 * the next.
	 */
	private void begin(RefreshSession started) {
		boolean begun = false;
		try {
			started.start();
			begun = true;
		}
		finally {
			if (!begun) {
				this.run = null;
				started.stop();
			}
		}
	}

	/**
	 * Stop refreshing. Calls in progress are abandoned and their answers dropped: nothing
	 * is published after this method has returned.
	 */
	public void stop() {
		RefreshSession stopped;
		synchronized (this.lifecycle) {
			stopped = this.run;
			this.run = null;
			this.sources.forEach(SourceState::dropPrefetched);
			if (stopped != null) {
				stopped.stop();
			}
		}
		if (stopped != null) {
			stopped.release();
		}
	}

	/**
	 * Wait until every source has answered or failed once since the start.
	 * @param timeout how long at the most
	 * @return whether every source that is not optional has succeeded; {@code false} if
	 * stopped, interrupted or too late
	 */
	public boolean awaitFirstRefresh(Duration timeout) {
		RefreshSession current = this.run;
		if (current == null) {
			return false;
		}
		try {
			return current.firstRefresh().get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	/**
	 * Ask every source once, on the calling thread, and change nothing.
	 * @return the snapshot of their answers
	 * @throws SourceException if a source failed, except an optional one that is refused
	 * @throws InterruptedException if the calling thread was interrupted
	 */
	public Snapshot discover() throws SourceException, InterruptedException {
		RefreshRound round = this.environment.nextRoundOnDemand();
		List<LastGoodAnswer> answers = new ArrayList<>();
		for (SourceState source : this.sources) {
			try {
				SourceAnswer answer = source.ask(round);
				answers.add(new LastGoodAnswer(source.name(), answer.instances(), answer.rejected()));
			}
			catch (SourceException ex) {
				if (!(ex.isForbidden() && source.isOptional())) {
					throw ex;
				}
				CatalogRefreshLog.leftOut(source, ex);
			}
		}
		return LastGoodAnswer.merge(SourcePrecedence.of(this.sources).settle(answers), Snapshot.EMPTY);
	}

	/**
	 * Refresh now. A source is never asked within 5 s of the last time nor before it
	 * allows it, and a running call counts only if it began after this request.
	 * @param mode whether the guard against sudden loss is in force
	 * @return completes within 30 s with the changes; its note says what was not done
	 */
	public CompletableFuture<RefreshOutcome> refresh(RefreshMode mode) {
		RefreshSession current = this.run;
		if (current == null) {
			return CompletableFuture
				.completedFuture(RefreshRequest.refused(this.environment.catalog().current(), RefreshSession.STOPPED));
		}
		return current.refresh(mode);
	}

	/**
	 * Subscribe to the outcome of each source in each round.
	 * @param listener the listener
	 * @return ends the subscription when closed
	 */
	public ListenerSubscription subscribe(RefreshListener listener) {
		return ListenerSubscription.add(listener, this.outcomes.listeners);
	}

	/**
	 * Follow the outcome of each source in each round, on the owner thread and before any
	 * listener. For work that must not wait for listeners; must be quick.
	 * @param follower receives every outcome
	 * @return ends the following when closed
	 */
	public ListenerSubscription follow(RefreshListener follower) {
		return ListenerSubscription.add(follower, this.outcomes.followers);
	}

	/**
	 * Return how many outcomes were replaced by a later one of the same source since
	 * listeners last received one.
	 * @return the number of outcomes
	 */
	public int merged() {
		return this.outcomes.merged();
	}

	/**
	 * Run work as soon as the machine has slept, while all sources are asked again. The
	 * refresher notices within a second that the clock has advanced by more than an
	 * interval although no time passed.
	 * @param work runs on the owner thread; must be quick
	 */
	public void whenResumed(Runnable work) {
		this.resumed.add(work);
	}

	/**
	 * Return the status of each source.
	 * @return the status of each source, in the order of configuration
	 */
	public List<SourceStatus> sources() {
		return this.sources.stream().map(SourceState::status).toList();
	}

	/**
	 * Return the status of refreshing as a whole.
	 * @return when the next round begins, and what the guard holds
	 */
	public RefreshStatus status() {
		synchronized (this.lifecycle) {
			RefreshSession current = this.run;
			int held = 0;
			long guarded = 0;
			long confirmed = 0;
			for (SourceState source : this.sources) {
				held += source.guard().held();
				guarded += source.guard().guarded();
				confirmed += source.guard().confirmed();
			}
			SteadyClock clock = this.environment.clock();
			return new RefreshStatus(clock.shown((current != null) ? current.nextRefresh() : null),
					this.environment.rounds().get(), held, guarded, confirmed,
					clock.shown(SourceFreshness.asOf(this.sources, this.environment.settings().interval())));
		}
	}

}
