package io.github.azurediscovery.spring.autoconfigure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.spring.failure.FirstRefreshException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class AzureDiscoveryLifecycleTests {

	private final FakeAzureDiscovery discovery = new FakeAzureDiscovery();

	@Test
	void startsBeforeTheWebServerAndMayBePaused() {
		AzureDiscoveryLifecycle lifecycle = lifecycle(Duration.ofSeconds(10), false);
		assertThat(lifecycle.getPhase()).isZero();
		assertThat(lifecycle.isAutoStartup()).isTrue();
		assertThat(lifecycle.isPauseable()).isTrue();
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	void startsAndStopsAnyNumberOfTimes() {
		AzureDiscoveryLifecycle lifecycle = lifecycle(Duration.ofSeconds(10), false);
		for (int i = 0; i < 3; i++) {
			lifecycle.start();
			assertThat(lifecycle.isRunning()).isTrue();
			lifecycle.stop();
			assertThat(lifecycle.isRunning()).isFalse();
		}
		assertThat(this.discovery.calls()).containsExactly("start", "await PT10S", "stop", "start", "await PT10S",
				"stop", "start", "await PT10S", "stop");
	}

	@Test
	void doesNotWaitWhereTheTimeoutIsZero() {
		lifecycle(Duration.ZERO, false).start();
		assertThat(this.discovery.calls()).containsExactly("start");
	}

	@Test
	void goesOnWithOneWarningIfTheFirstRefreshFails(CapturedOutput output) {
		this.discovery.fail("429 Too Many Requests");
		AzureDiscoveryLifecycle lifecycle = lifecycle(Duration.ofSeconds(10), false);
		lifecycle.start();
		assertThat(lifecycle.isRunning()).isTrue();
		assertThat(output).containsOnlyOnce("WARN").contains("within 10 s").contains("fake: 429 Too Many Requests");
	}

	@Test
	void failsTheStartWhereToldTo() {
		this.discovery.fail("429 Too Many Requests");
		AzureDiscoveryLifecycle lifecycle = lifecycle(Duration.ofSeconds(10), true);
		assertThatExceptionOfType(FirstRefreshException.class).isThrownBy(lifecycle::start)
			.withMessageContaining("429 Too Many Requests");
		assertThat(lifecycle.isRunning()).isFalse();
		assertThat(this.discovery.calls()).containsExactly("start", "await PT10S", "stop");
	}

	@Test
	void alwaysTellsThatItStopped() {
		AtomicBoolean told = new AtomicBoolean();
		AzureDiscoveryLifecycle lifecycle = lifecycle(Duration.ZERO, false);
		lifecycle.start();
		lifecycle.stop(() -> told.set(true));
		assertThat(told).isTrue();
		assertThat(lifecycle.isRunning()).isFalse();
	}

	private AzureDiscoveryLifecycle lifecycle(Duration timeout, boolean failFast) {
		return new AzureDiscoveryLifecycle(this.discovery,
				new AzureDiscoveryProperties.Startup(timeout, failFast, null));
	}

}
