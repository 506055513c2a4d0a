package io.github.azurediscovery.sink;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sinks of one discovery, each on a thread of its own, so that one which hangs or
 * fails holds up no other. Thread-safe.
 */
public final class DiscoverySinks {

	private static final Logger logger = LoggerFactory.getLogger(DiscoverySink.class);

	/** How long a demand for a reconcile waits for sinks that do not answer. */
	private static final int LONGEST_DEMAND_SECONDS = 30;

	/** How long closing waits for a call that is under way, and for one interrupted. */
	private static final Duration FINISH = Duration.ofSeconds(5);

	private static final Duration END = Duration.ofSeconds(1);

	private final DesiredStateReader states;

	private final ScheduledExecutorService owner;

	private final LongSupplier nanoTime;

	private final List<SinkRunner> runners = new ArrayList<>();

	private final List<ScheduledExecutorService> threads = new ArrayList<>();

	/**
	 * Create sinks that are not started.
	 * @param sinks the sinks
	 * @param settings when they are given the desired state
	 * @param states what they shall hold
	 * @param threads makes the thread of a sink, which ends with this
	 * @param owner the daemon thread {@code azure-discovery}
	 * @param clock the time to show
	 * @param listener receives every attempt
	 * @throws IllegalArgumentException if two sinks have the same name
	 */
	public DiscoverySinks(List<? extends DiscoverySink> sinks, SinkSettings settings, DesiredStateReader states,
			Supplier<ScheduledExecutorService> threads, ScheduledExecutorService owner, InstantSource clock,
			SinkListener listener) {
		this(sinks, settings, states, threads, owner, clock, System::nanoTime, listener);
	}

	DiscoverySinks(List<? extends DiscoverySink> sinks, SinkSettings settings, DesiredStateReader states,
			Supplier<ScheduledExecutorService> threads, ScheduledExecutorService owner, InstantSource clock,
			LongSupplier nanoTime, SinkListener listener) {
		this.states = states;
		this.owner = owner;
		this.nanoTime = nanoTime;
		Set<String> names = new HashSet<>();
		for (DiscoverySink sink : sinks) {
			String name = sink.name();
			if (!names.add(name)) {
				throw new IllegalArgumentException("Two sinks have the name '" + name + "'");
			}
			SinkProgress progress = new SinkProgress(name, clock);
			ScheduledExecutorService thread = threads.get();
			GuardedSink guarded = new GuardedSink(sink, owner, progress::hangs,
					new TimedAttempts(name, listener, nanoTime));
			this.threads.add(thread);
			this.runners.add(new SinkRunner(guarded, settings, states, progress, thread, owner));
		}
	}

	/** Start applying, in full first. May be called again after {@link #stop()}. */
	public void start() {
		this.runners.forEach(SinkRunner::start);
	}

	/** Begin nothing more. What is being applied goes on; the sinks stay as they are. */
	public void stop() {
		this.runners.forEach(SinkRunner::stop);
	}

	/**
	 * The catalog, the routes or the verdicts changed. From any thread; only notes it.
	 */
	public void changed() {
		if (!this.runners.isEmpty()) {
			this.states.changed();
			this.runners.forEach(SinkRunner::changed);
		}
	}

	/**
	 * A source has answered, and its answer is in the catalog.
	 * @param source the name of the source
	 */
	public void answered(String source) {
		if (this.states.answered(source)) {
			changed();
		}
	}

	/**
	 * Compare all that the sinks hold, also what a person changed there.
	 * @return completes with the status of each sink when all have tried, after 30 s at
	 * the latest
	 */
	public CompletableFuture<List<SinkStatus>> reconcile() {
		CompletableFuture<Void> all = CompletableFuture
			.allOf(this.runners.stream().map(SinkRunner::reconcile).toArray(CompletableFuture[]::new));
		if (!all.isDone()) {
			limit(all);
		}
		return all.thenApply((unused) -> statuses());
	}

	private void limit(CompletableFuture<Void> all) {
		try {
			var timeout = this.owner.schedule(() -> all.complete(null), LONGEST_DEMAND_SECONDS, TimeUnit.SECONDS);
			var unused = all.whenComplete((done, failure) -> timeout.cancel(false));
		}
		catch (Throwable ex) {
			logger.debug("A reconcile cannot be waited for", ex);
			all.complete(null);
		}
	}

	/**
	 * Return how each sink does.
	 * @return the statuses, in the order of configuration
	 */
	public List<SinkStatus> statuses() {
		return this.runners.stream().map(SinkRunner::status).toList();
	}

	/**
	 * Stop for good. Waits up to 5 s for calls under way, then interrupts them and waits
	 * up to 1 s.
	 */
	public void close() {
		close(FINISH);
	}

	void close(Duration patience) {
		stop();
		this.threads.forEach(ScheduledExecutorService::shutdown);
		if (!haveEndedWithin(patience)) {
			this.threads.forEach(ScheduledExecutorService::shutdownNow);
			if (!haveEndedWithin(END)) {
				logger.warn("A sink ignores that discovery is closed: its thread is left behind");
			}
		}
	}

	private boolean haveEndedWithin(Duration duration) {
		long end = this.nanoTime.getAsLong() + duration.toNanos();
		try {
			for (ScheduledExecutorService thread : this.threads) {
				if (!thread.awaitTermination(end - this.nanoTime.getAsLong(), TimeUnit.NANOSECONDS)) {
					return false;
				}
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
