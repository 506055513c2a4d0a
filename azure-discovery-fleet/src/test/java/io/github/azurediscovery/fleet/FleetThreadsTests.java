package io.github.azurediscovery.fleet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

/** What runs where no thread can be had, and where the one there is stays busy. */
class FleetThreadsTests {

	private static final ThreadFactory NONE = (task) -> {
		throw new OutOfMemoryError("unable to create native thread");
	};

	private final List<String> done = new CopyOnWriteArrayList<>();

	private final ScheduledThreadPoolExecutor renewals = new ScheduledThreadPoolExecutor(1);

	@AfterEach
	void end() {
		this.renewals.shutdownNow();
	}

	@Test
	void aTaskWaitsForAThread() {
		AtomicBoolean refused = new AtomicBoolean();
		ScheduledThreadPoolExecutor main = new ScheduledThreadPoolExecutor(1,
				(task) -> refused.compareAndSet(false, true) ? NONE.newThread(task) : new Thread(task));
		FleetThreads threads = threads(main);
		assertThatNoException().isThrownBy(() -> threads.run(() -> this.done.add("first")));
		threads.run(() -> this.done.add("second"));
		await().untilAsserted(() -> assertThat(this.done).containsExactly("first", "second"));
		threads.end(() -> this.done.add("last"));
		assertThat(this.done).containsExactly("first", "second", "last");
	}

	@Test
	void theLastTaskRunsThoughNoThreadCanBeHad() {
		FleetThreads threads = threads(new ScheduledThreadPoolExecutor(1, NONE));
		assertThatNoException().isThrownBy(() -> threads.end(() -> this.done.add("last")));
		assertThat(this.done).containsExactly("last");
		assertThat(threads.main().isShutdown()).isTrue();
		assertThat(threads.renewals().isShutdown()).isTrue();
	}

	@Test
	void theLastTaskRunsThoughTheThreadStaysBusy() throws InterruptedException {
		FleetThreads threads = threads(impatient());
		CountDownLatch busy = new CountDownLatch(1);
		threads.run(() -> {
			busy.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				this.done.add("interrupted");
			}
		});
		busy.await();
		threads.end(() -> this.done.add("last"));
		assertThat(this.done).contains("last");
		await().untilAsserted(() -> assertThat(this.done).containsExactlyInAnyOrder("last", "interrupted"));
	}

	@Test
	void theLastTaskRunsOnce() throws InterruptedException {
		FleetThreads threads = threads(impatient());
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		threads.run(() -> {
			begun.countDown();
			awaitAnyway(goOn);
		});
		begun.await();
		threads.end(() -> this.done.add(Thread.currentThread().getName()));
		goOn.countDown();
		await().until(() -> threads.main().isTerminated());
		assertThat(this.done).containsExactly(Thread.currentThread().getName());
	}

	@Test
	void anInterruptedEndEnds() {
		FleetThreads threads = threads(impatient());
		threads.run(() -> {
		});
		Thread.currentThread().interrupt();
		threads.end(() -> this.done.add("last"));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.done).containsExactly("last");
	}

	private static void awaitAnyway(CountDownLatch latch) {
		while (true) {
			try {
				latch.await();
				return;
			}
			catch (InterruptedException ex) {
				// as code does that has no time for it
			}
		}
	}

	/** An executor that nothing waits for. */
	private static ScheduledThreadPoolExecutor impatient() {
		return new ScheduledThreadPoolExecutor(1) {

			@Override
			public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
				return super.awaitTermination(0, unit);
			}

		};
	}

	private FleetThreads threads(ScheduledThreadPoolExecutor main) {
		return new FleetThreads(main, this.renewals, System::nanoTime);
	}

}
