package io.github.azurediscovery.sink;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one sink at the newest desired state, on a thread of the sink's own. Other
 * threads only note how much is to be compared, and wake that one.
 */
final class SinkRunner {

	private static final Logger logger = LoggerFactory.getLogger(DiscoverySink.class);

	private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

	private final GuardedSink sink;

	private final SinkSettings settings;

	private final DesiredStateReader states;

	private final SinkProgress progress;

	private final ScheduledExecutorService thread;

	private final ScheduledExecutorService owner;

	private final SinkTimer retry;

	private final SinkTimer reconcile;

	private final SinkTimer check;

	private final PendingReconciles demands = new PendingReconciles();

	private final AtomicReference<@Nullable ApplyMode> noted = new AtomicReference<>();

	private final AtomicBoolean settling = new AtomicBoolean();

	private volatile boolean running;

	private volatile boolean backingOff;

	private DesiredState applied = DesiredState.UNKNOWN;

	private boolean signalled;

	private boolean unreachable;

	private int failures;

	/**
	 * Create a runner that has not started.
	 * @param sink the sink
	 * @param settings how often to compare, and how long to wait
	 * @param states what the sink shall hold
	 * @param progress how far it has come
	 * @param thread the thread of the sink
	 * @param owner the daemon thread {@code azure-discovery}, tries again where no other
	 * thread can be had
	 */
	SinkRunner(GuardedSink sink, SinkSettings settings, DesiredStateReader states, SinkProgress progress,
			ScheduledExecutorService thread, ScheduledExecutorService owner) {
		this.sink = sink;
		this.settings = settings;
		this.states = states;
		this.progress = progress;
		this.thread = thread;
		this.owner = owner;
		this.retry = new SinkTimer(thread);
		this.reconcile = new SinkTimer(thread);
		this.check = new SinkTimer(thread);
	}

	void start() {
		this.running = true;
		compare(ApplyMode.FULL);
	}

	/** Begin nothing more; a call to the sink that is under way goes on. */
	void stop() {
		this.running = false;
		this.retry.cancel();
		this.reconcile.cancel();
		this.check.cancel();
		PendingReconciles.complete(this.demands.take());
	}

	/** Something changed. While the sink fails, the next attempt takes it along. */
	void changed() {
		note(ApplyMode.CHANGES);
		if (!this.backingOff && this.settling.compareAndSet(false, true)) {
			wake(this.settings.settle(), this::settled);
		}
	}

	/** Compare everything, soon and whether or not the sink fails. */
	private void compare(ApplyMode mode) {
		note(mode);
		wake(Duration.ZERO, this::attempt);
	}

	/**
	 * Compare everything on demand, and take back what a person changed.
	 * @return completes after the attempt, whether it succeeded or failed
	 */
	CompletableFuture<Void> reconcile() {
		note(ApplyMode.FULL);
		CompletableFuture<Void> demand = this.demands.add();
		if (this.running) {
			wake(Duration.ZERO, this::attempt);
		}
		else {
			PendingReconciles.complete(this.demands.take());
		}
		return demand;
	}

	SinkStatus status() {
		return this.progress.status(this.states.read().version());
	}

	private void note(ApplyMode mode) {
		this.noted.accumulateAndGet(mode, (before, next) -> (before != null && next != null) ? before.or(next) : next);
	}

	private void wake(Duration delay, Runnable task) {
		if (!this.running) {
			this.settling.set(false);
			return;
		}
		try {
			var unused = this.thread.schedule(task, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
		}
		catch (Throwable ex) {
			logger.debug("No thread could be had for a sink", ex);
			this.settling.set(false);
			wakeLater();
		}
	}

	private void wakeLater() {
		try {
			var unused = this.owner.schedule(() -> wake(Duration.ZERO, this::attempt), 1, TimeUnit.SECONDS);
		}
		catch (Throwable ex) {
			logger.debug("The owner takes no task either", ex);
		}
	}

	/** Changes have settled. If an attempt failed meanwhile, the next one takes them. */
	private void settled() {
		this.settling.set(false);
		if (!this.backingOff) {
			attempt();
		}
	}

	private void attempt() {
		this.backingOff = false;
		List<CompletableFuture<Void>> served = this.demands.take();
		ApplyMode mode = this.noted.getAndSet(null);
		if (this.running && mode != null) {
			this.retry.cancel();
			tryToApply(mode);
		}
		PendingReconciles.complete(served);
	}

	private void tryToApply(ApplyMode mode) {
		try {
			prepare();
			apply(mode);
			this.failures = 0;
		}
		catch (SinkException ex) {
			failed(mode, ex);
		}
		catch (InterruptedException ex) {
			failed(mode, new SinkException("it was interrupted", ex));
		}
		catch (Throwable ex) {
			failed(mode, new SinkException("what it shall hold could not be read: " + ex, ex));
		}
	}

	private void prepare() throws SinkException, InterruptedException {
		if (!this.signalled) {
			this.sink.whenLost(() -> compare(ApplyMode.RECONCILE));
			this.signalled = true;
		}
		if (!this.reconcile.isSet()) {
			this.reconcile.set(this.settings.reconcileInterval(), this::reconcileDue);
		}
		Duration interval = this.sink.checkInterval();
		if (interval != null && !this.check.isSet()) {
			this.check.set(interval, () -> check(interval));
		}
	}

	private void apply(ApplyMode mode) throws SinkException, InterruptedException {
		DesiredState state = this.states.read();
		if (state.equals(DesiredState.UNKNOWN)) {
			if (!this.unreachable) {
				this.progress.idle();
			}
			return;
		}
		if (mode == ApplyMode.CHANGES && !this.unreachable && state.isLike(this.applied)) {
			this.progress.unchanged(state);
			return;
		}
		SinkReport report = this.sink.apply(state, mode.or(least()));
		this.applied = state;
		this.unreachable = false;
		this.progress.applied(state, report);
	}

	private ApplyMode least() {
		if (this.applied.equals(DesiredState.UNKNOWN)) {
			return ApplyMode.FULL;
		}
		return (this.unreachable || !this.applied.complete()) ? ApplyMode.RECONCILE : ApplyMode.CHANGES;
	}

	private void failed(ApplyMode mode, SinkException failure) {
		if (!this.running) {
			return;
		}
		this.progress.failed(failure);
		this.failures++;
		note(mode.or(ApplyMode.RECONCILE));
		this.backingOff = true;
		this.retry.set(backoff(), this::attempt);
	}

	private Duration backoff() {
		Duration doubled = FIRST_BACKOFF.multipliedBy(1L << Math.min(this.failures - 1, 30));
		return (doubled.compareTo(this.settings.maxBackoff()) < 0) ? doubled : this.settings.maxBackoff();
	}

	private void reconcileDue() {
		note(ApplyMode.RECONCILE);
		if (!this.backingOff) {
			attempt();
		}
		rearm(this.reconcile, this.settings.reconcileInterval(), this::reconcileDue);
	}

	private void check(Duration interval) {
		if (!this.running) {
			return;
		}
		try {
			if (!this.sink.holdsApplied() || this.unreachable || (this.progress.isFailing() && !this.backingOff)) {
				this.unreachable = false;
				note(ApplyMode.RECONCILE);
				attempt();
			}
			else {
				this.progress.confirmed();
			}
		}
		catch (SinkException ex) {
			this.unreachable = true;
			this.progress.failed(ex);
		}
		catch (InterruptedException ex) {
			logger.debug("The check of a sink was interrupted", ex);
		}
		rearm(this.check, interval, () -> check(interval));
	}

	private void rearm(SinkTimer timer, Duration interval, Runnable task) {
		if (this.running && !timer.isSet()) {
			timer.set(interval, task);
		}
	}

}
