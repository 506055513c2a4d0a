package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs tasks when the test lets time pass, and what is due at once at once. */
final class HandDrivenExecutor extends AbstractExecutorService implements ScheduledExecutorService {

	private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong((Task task) -> task.at));

	private long now;

	private boolean running;

	void pass(Duration time) {
		long end = this.now + time.toMillis();
		while (!this.tasks.isEmpty() && this.tasks.peek().at <= end) {
			Task task = this.tasks.remove();
			this.now = task.at;
			if (!task.isCancelled()) {
				task.turn();
			}
		}
		this.now = end;
	}

	int waiting() {
		return (int) this.tasks.stream().filter((task) -> !task.isCancelled()).count();
	}

	@Override
	public void execute(Runnable command) {
		schedule(command, 0, TimeUnit.MILLISECONDS);
		if (!this.running) {
			this.running = true;
			pass(Duration.ZERO);
			this.running = false;
		}
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		return add(new Task(command, this.now + unit.toMillis(delay), 0));
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
		return add(new Task(command, this.now + unit.toMillis(delay), unit.toMillis(period)));
	}

	@Override
	public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
		throw new UnsupportedOperationException();
	}

	private Task add(Task task) {
		this.tasks.add(task);
		return task;
	}

	@Override
	public void shutdown() {
		this.tasks.clear();
	}

	@Override
	public List<Runnable> shutdownNow() {
		this.tasks.clear();
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

	private final class Task extends FutureTask<Object> implements ScheduledFuture<Object> {

		private final long period;

		private long at;

		Task(Runnable command, long at, long period) {
			super(command, null);
			this.at = at;
			this.period = period;
		}

		void turn() {
			if (this.period == 0) {
				run();
			}
			else if (runAndReset()) {
				this.at += this.period;
				add(this);
			}
		}

		@Override
		public long getDelay(TimeUnit unit) {
			return unit.convert(this.at - HandDrivenExecutor.this.now, TimeUnit.MILLISECONDS);
		}

		@Override
		public int compareTo(Delayed other) {
			return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
		}

	}

}
