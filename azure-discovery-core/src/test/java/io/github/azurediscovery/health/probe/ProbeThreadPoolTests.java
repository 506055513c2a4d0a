package io.github.azurediscovery.health.probe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** {@link ProbeThreadPool}. */
class ProbeThreadPoolTests {

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final AtomicBoolean exhausted = new AtomicBoolean();

	private final CountDownLatch release = new CountDownLatch(1);

	@Test
	void anIdleThreadTakesTheNextTask() throws Exception {
		ProbeThreadPool pool = pool(2, Duration.ofMinutes(1));
		runOne(pool);
		await().until(() -> this.threads.get(0).getState() == Thread.State.TIMED_WAITING);
		runOne(pool);
		assertThat(this.threads).hasSize(1);
	}

	@Test
	void anotherThreadStartsWhileAllAreBusy() throws Exception {
		ProbeThreadPool pool = pool(2, Duration.ofMinutes(1));
		CountDownLatch busy = occupy(pool, 2);
		assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
		this.release.countDown();
	}

	@Test
	void tasksBeyondTheThreadsWaitAndAreAllDone() throws Exception {
		ProbeThreadPool pool = pool(2, Duration.ofMinutes(1));
		CountDownLatch reached = occupy(pool, 50);
		await().until(() -> reached.getCount() == 48);
		assertThat(pool.size()).isEqualTo(2);
		this.release.countDown();
		assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void threadsOfABurstEndAlthoughSingleTasksGoOn() throws Exception {
		ProbeThreadPool pool = pool(8, Duration.ofMillis(200));
		assertThat(occupy(pool, 8).await(30, TimeUnit.SECONDS)).isTrue();
		this.release.countDown();
		await().pollInterval(Duration.ofMillis(1)).until(() -> {
			runOne(pool);
			return pool.size() <= 2;
		});
	}

	@Test
	void aTaskThatFailsCostsNoThread() throws Exception {
		ProbeThreadPool pool = pool(1, Duration.ofMinutes(1));
		pool.execute(() -> {
			throw new IllegalStateException("no answer");
		});
		runOne(pool);
	}

	@Test
	void withoutAThreadTheTaskIsRefusedAndTheNextOneRuns() throws Exception {
		ProbeThreadPool pool = pool(1, Duration.ofMinutes(1));
		AtomicBoolean ran = new AtomicBoolean();
		this.exhausted.set(true);
		assertThatThrownBy(() -> pool.execute(() -> ran.set(true))).isInstanceOf(OutOfMemoryError.class);
		this.exhausted.set(false);
		runOne(pool);
		assertThat(ran).isFalse();
	}

	private ProbeThreadPool pool(int number, Duration keepAlive) {
		return new ProbeThreadPool(number, keepAlive, (task) -> {
			if (this.exhausted.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			Thread thread = new Thread(task);
			thread.setDaemon(true);
			thread.setUncaughtExceptionHandler((failed, ex) -> {
			});
			this.threads.add(thread);
			return thread;
		});
	}

	private static void runOne(ProbeThreadPool pool) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		pool.execute(done::countDown);
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
	}

	private CountDownLatch occupy(ProbeThreadPool pool, int tasks) {
		CountDownLatch reached = new CountDownLatch(tasks);
		for (int i = 0; i < tasks; i++) {
			pool.execute(() -> {
				reached.countDown();
				awaitQuietly(this.release);
			});
		}
		return reached;
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
