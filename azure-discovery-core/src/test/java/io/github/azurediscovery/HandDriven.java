package io.github.azurediscovery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Time and threads in the hand of a test: no time passes, and nothing runs, unless the
 * test says so. Plays the owner thread and the clock at once.
 */
public final class HandDriven extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {

	public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

	private final PriorityQueue<Timer<?>> timers = new PriorityQueue<>(
			Comparator.<Timer<?>, Instant>comparing((timer) -> timer.due).thenComparing((timer) -> timer.number));

	private final Deque<Runnable> ready = new ArrayDeque<>();

	private Instant now = START;

	private Duration step = Duration.ZERO;

	private @Nullable Throwable refusal;

	private final boolean atOnce;

	private boolean running;

	private long count;

	/** Nothing runs before the test says so. */
	public HandDriven() {
		this(false);
	}

	private HandDriven(boolean atOnce) {
		this.atOnce = atOnce;
	}

	/**
	 * Create one that runs tasks when they are handed in, one after the other, and only
	 * what is scheduled when the test lets time pass.
	 * @return an executor that runs tasks at once
	 */
	public static HandDriven runningAtOnce() {
		return new HandDriven(true);
	}

	@Override
	public Instant instant() {
		return this.now.plus(this.step);
	}

	/**
	 * Set the clock, as a time server may. Nothing becomes due by it.
	 * @param step how far forward, or back if negative
	 */
	public void step(Duration step) {
		this.step = this.step.plus(step);
	}

	/**
	 * Return the time that has passed, whatever the clock was set to.
	 * @return the time in nanoseconds
	 */
	public long nanoTime() {
		return START.until(this.now, ChronoUnit.NANOS);
	}

	@Override
	public void execute(Runnable task) {
		if (this.refusal != null) {
			throw Sneaky.thrown(this.refusal);
		}
		this.ready.add(task);
		if (this.atOnce && !this.running) {
			run();
		}
	}

	/**
	 * Take no more tasks for now, as where no thread can be had.
	 * @param refusal what is thrown at each
	 */
	public void refuse(Throwable refusal) {
		this.refusal = refusal;
	}

	/** Take tasks again. */
	public void relent() {
		this.refusal = null;
	}

	/** Run what is ready, and what that makes ready. */
	public void run() {
		this.running = true;
		try {
			for (Runnable task = this.ready.poll(); task != null; task = this.ready.poll()) {
				task.run();
			}
		}
		finally {
			this.running = false;
		}
	}

	/**
	 * Run the task that is ready first.
	 * @return whether there was one
	 */
	public boolean runNext() {
		Runnable task = this.ready.poll();
		if (task != null) {
			task.run();
		}
		return task != null;
	}

	/**
	 * Let time pass, and run all that becomes due.
	 * @param duration how long
	 */
	public void pass(Duration duration) {
		Instant end = this.now.plus(duration);
		run();
		for (Timer<?> timer = this.timers.peek(); timer != null
				&& !timer.due.isAfter(end); timer = this.timers.peek()) {
			this.timers.remove();
			this.now = timer.due.isAfter(this.now) ? timer.due : this.now;
			timer.ring();
			run();
		}
		this.now = end;
	}

	/**
	 * Return how many timers are set and not cancelled.
	 * @return the number of timers
	 */
	public long timers() {
		return this.timers.stream().filter((timer) -> !timer.isCancelled()).count();
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
		return schedule(() -> {
			task.run();
			return null;
		}, delay, unit);
	}

	@Override
	public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
		return add(new Timer<>(task, unit.toNanos(delay), 0));
	}

	private <V> Timer<V> add(Timer<V> timer) {
		this.timers.add(timer);
		return timer;
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
		return scheduleWithFixedDelay(task, delay, period, unit);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long period, TimeUnit unit) {
		return add(new Timer<>(Executors.callable(task), unit.toNanos(delay), unit.toNanos(period)));
	}

	@Override
	public void shutdown() {
	}

	@Override
	public List<Runnable> shutdownNow() {
		return Collections.emptyList();
	}

	@Override
	public boolean isShutdown() {
		return false;
	}

	@Override
	public boolean isTerminated() {
		return false;
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) {
		return false;
	}

	private final class Timer<V> extends FutureTask<V> implements ScheduledFuture<V> {

		private final long period;

		private Instant due;

		private long number;

		Timer(Callable<V> task, long delay, long period) {
			super(task);
			this.period = period;
			dueIn(delay);
		}

		private void dueIn(long nanos) {
			this.due = HandDriven.this.now.plusNanos(nanos);
			this.number = HandDriven.this.count++;
		}

		void ring() {
			if (this.period == 0) {
				run();
			}
			else if (runAndReset()) {
				dueIn(this.period);
				add(this);
			}
		}

		@Override
		public long getDelay(TimeUnit unit) {
			return unit.convert(Duration.between(HandDriven.this.now, this.due));
		}

		@Override
		public int compareTo(Delayed other) {
			return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
		}

	}

}
