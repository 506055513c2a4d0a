package io.github.azurediscovery.health.probe;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A thread pool over {@link IdleThreadQueue}. */
class IdleThreadQueueTests {

	private final IdleThreadQueue queue = new IdleThreadQueue();

	private final RejectedExecutionHandler putsIntoTheQueue = (task, pool) -> this.queue.put(task);

	private final ThreadPoolExecutor pool = new ThreadPoolExecutor(0, 2, 1, TimeUnit.MINUTES, this.queue,
			this.putsIntoTheQueue);

	@AfterEach
	void stop() {
		this.pool.shutdownNow();
	}

	@Test
	void anIdleThreadTakesTheNextTask() throws Exception {
		for (int i = 0; i < 20; i++) {
			CountDownLatch done = new CountDownLatch(1);
			this.pool.execute(done::countDown);
			done.await();
			await().until(() -> this.queue.hasWaitingConsumer());
		}
		assertThat(this.pool.getLargestPoolSize()).isOne();
	}

	@Test
	void anotherThreadStartsOnlyWhileAllAreBusy() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		CountDownLatch busy = new CountDownLatch(2);
		for (int i = 0; i < 2; i++) {
			this.pool.execute(() -> {
				threads.add(Thread.currentThread());
				busy.countDown();
				awaitQuietly(release);
			});
		}
		busy.await();
		assertThat(threads).hasSize(2);
		release.countDown();
	}

	@Test
	void tasksBeyondTheThreadsWaitAndAreAllDone() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(50);
		for (int i = 0; i < 50; i++) {
			this.pool.execute(() -> {
				awaitQuietly(release);
				done.countDown();
			});
		}
		assertThat(this.queue).hasSize(48);
		release.countDown();
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.pool.getLargestPoolSize()).isEqualTo(2);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
