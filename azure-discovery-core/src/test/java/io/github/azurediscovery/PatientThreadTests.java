package io.github.azurediscovery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PatientThreadTests {

	private final AtomicBoolean scarce = new AtomicBoolean();

	private final HandDriven timer = new HandDriven();

	private final PatientThread thread = new PatientThread((task) -> {
		if (this.scarce.get()) {
			throw new OutOfMemoryError("unable to create native thread");
		}
		return new Thread(task);
	}, this.timer);

	@Test
	void whatGetsNoThreadIsDoneOnceThereIsOne() throws Exception {
		CountDownLatch done = new CountDownLatch(2);
		this.scarce.set(true);
		this.thread.execute(done::countDown);
		this.thread.execute(done::countDown);
		this.timer.pass(Duration.ofMinutes(1));
		assertThat(this.thread.waiting()).isEqualTo(2);
		assertThat(this.timer.timers()).isEqualTo(1);
		this.scarce.set(false);
		this.timer.pass(Duration.ofSeconds(1));
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.timer.timers()).isZero();
	}

	@Test
	void whatBreaksKeepsNothingFromBeingDone() throws Exception {
		CountDownLatch done = new CountDownLatch(1);
		for (Throwable failure : List.of(new AssertionError("wrong"), new java.io.IOException("as from Kotlin"))) {
			this.thread.execute(() -> {
				throw Sneaky.thrown(failure);
			});
		}
		this.thread.execute(done::countDown);
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void takesNothingMoreOnceClosed() {
		this.thread.shutdown();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.thread.execute(() -> {
		}));
	}

}
