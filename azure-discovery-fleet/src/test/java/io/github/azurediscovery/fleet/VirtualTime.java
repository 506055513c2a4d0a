package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The time of many processes, in which everything happens on the test's thread, in order.
 * A process may be stopped, as by SIGSTOP, and killed; its clock may be wrong.
 */
final class VirtualTime implements InstantSource {

	static final Instant START = Instant.parse("2026-11-27T02:00:00Z");

	private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>(
			Comparator.<Task<?>>comparingLong((task) -> task.due).thenComparingLong((task) -> task.number));

	private long now;

	private long count;

	/** The true time, which is the store's. */
	@Override
	public Instant instant() {
		return START.plusNanos(this.now);
	}

	long nanoTime() {
		return this.now;
	}

	Process process() {
		return new Process();
	}

	/** Let time pass, and everything happen that is due. */
	void pass(Duration duration) {
		long end = this.now + duration.toNanos();
		for (Task<?> task = this.tasks.peek(); task != null && task.due <= end; task = this.tasks.peek()) {
			this.tasks.remove();
			this.now = Math.max(this.now, task.due);
			task.ring();
		}
		this.now = end;
	}

	/** One process: its threads, which take turns, and its clock. */
	final class Process extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {

		private final List<Task<?>> missed = new ArrayList<>();

		private boolean stopped;

		private boolean killed;

		private boolean frozen;

		private long stoppedAt;

		private long slept;

		private Duration clock = Duration.ZERO;

		/** Set how far the clock of this process is ahead. */
		Process clock(Duration ahead) {
			this.clock = ahead;
			return this;
		}

		@Override
		public Instant instant() {
			return VirtualTime.this.instant().plus(this.clock);
		}

		long nanoTime() {
			return (this.stopped && this.frozen) ? this.stoppedAt - this.slept : VirtualTime.this.now - this.slept;
		}

		/** SIGSTOP. */
		void stop() {
			this.stopped = true;
		}

		/** Stop the whole machine, and with it the time that passes there. */
		void suspend() {
			this.frozen = true;
			this.stoppedAt = VirtualTime.this.now;
			stop();
		}

		/** SIGCONT: whatever became due meanwhile happens now, in order. */
		void wake() {
			this.stopped = false;
			if (this.frozen) {
				this.slept += VirtualTime.this.now - this.stoppedAt;
				this.frozen = false;
			}
			List<Task<?>> due = List.copyOf(this.missed);
			this.missed.clear();
			due.forEach((task) -> {
				task.due = VirtualTime.this.now;
				VirtualTime.this.tasks.add(task);
			});
		}

		/** SIGKILL. */
		void kill() {
			this.killed = true;
		}

		FleetThreads threads() {
			return new FleetThreads(this, this, this::nanoTime);
		}

		@Override
		public void execute(Runnable task) {
			schedule(task, 0, TimeUnit.NANOSECONDS);
		}

		@Override
		public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
			return add(new Task<>(this, Executors.callable(task), unit.toNanos(delay), 0));
		}

		@Override
		public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
			return add(new Task<>(this, task, unit.toNanos(delay), 0));
		}

		@Override
		public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
			return scheduleWithFixedDelay(task, delay, period, unit);
		}

		@Override
		public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long period, TimeUnit unit) {
			return add(new Task<>(this, Executors.callable(task), unit.toNanos(delay), unit.toNanos(period)));
		}

		private <V> Task<V> add(Task<V> task) {
			VirtualTime.this.tasks.add(task);
			return task;
		}

		@Override
		public void shutdown() {
		}

		@Override
		public List<Runnable> shutdownNow() {
			return List.of();
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
			return true;
		}

	}

	private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {

		private final Process process;

		private final long period;

		private final long number;

		private long due;

		Task(Process process, Callable<V> task, long delay, long period) {
			super(task);
			this.process = process;
			this.period = period;
			this.number = VirtualTime.this.count++;
			this.due = VirtualTime.this.now + Math.max(0, delay);
		}

		void ring() {
			if (this.process.killed || isCancelled()) {
				return;
			}
			if (this.process.stopped) {
				this.process.missed.add(this);
				return;
			}
			if (this.period == 0) {
				run();
				rethrow();
			}
			else if (runAndReset()) {
				this.due = VirtualTime.this.now + this.period;
				VirtualTime.this.tasks.add(this);
			}
		}

		private void rethrow() {
			try {
				if (!isCancelled()) {
					get();
				}
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(ex.getCause());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public long getDelay(TimeUnit unit) {
			return unit.convert(this.due - VirtualTime.this.now, TimeUnit.NANOSECONDS);
		}

		@Override
		public int compareTo(Delayed other) {
			return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
		}

	}

}
