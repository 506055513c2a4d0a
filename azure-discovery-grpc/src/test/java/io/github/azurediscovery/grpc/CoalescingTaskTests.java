package io.github.azurediscovery.grpc;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.HandDriven;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

class CoalescingTaskTests {

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private static final Error NO_THREAD = new OutOfMemoryError("unable to create native thread");

	private final HandDriven threads = new HandDriven();

	private final AtomicInteger runs = new AtomicInteger();

	private Runnable body = this.runs::incrementAndGet;

	private final CoalescingTask task = new CoalescingTask("a test", () -> this.body.run(), PAUSE, this.threads,
			this.threads);

	@Test
	void requestsThatComeMeanwhileAreOneRun() {
		this.task.request();
		this.task.request();
		this.threads.run();
		assertThat(this.runs).hasValue(1);
		this.task.request();
		this.threads.run();
		assertThat(this.runs).hasValue(2);
	}

	@Test
	void requestsWithoutAThreadAreOneRunAfterThePause() {
		this.threads.refuse(NO_THREAD);
		this.task.request();
		this.task.request();
		assertThat(this.threads.timers()).isOne();
		this.threads.relent();
		this.threads.pass(PAUSE);
		assertThat(this.runs).hasValue(1);
		assertThat(this.threads.timers()).isZero();
	}

	@Test
	void aTaskThatThrowsAnythingRunsAgainUntilItSucceeds() {
		this.body = () -> {
			if (this.runs.incrementAndGet() < 3) {
				throw new StackOverflowError("for a test");
			}
		};
		this.task.request();
		this.threads.pass(PAUSE.multipliedBy(10));
		assertThat(this.runs).hasValue(3);
	}

	@Test
	void whereNoTimerCanBeHadEitherTheNextRequestRuns() {
		ScheduledExecutorService timers = Mockito.mock(ScheduledExecutorService.class, (call) -> {
			throw NO_THREAD;
		});
		CoalescingTask task = new CoalescingTask("a test", this.runs::incrementAndGet, PAUSE, this.threads, timers);
		this.threads.refuse(NO_THREAD);
		assertThatNoException().isThrownBy(task::request);
		this.threads.relent();
		task.request();
		this.threads.run();
		assertThat(this.runs).hasValue(1);
	}

}
