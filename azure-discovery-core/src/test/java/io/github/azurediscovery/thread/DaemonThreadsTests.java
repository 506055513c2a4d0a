package io.github.azurediscovery.thread;

import java.util.concurrent.ThreadFactory;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DaemonThreadsTests {

	@Test
	void makesADaemonThatHasNotBegun() {
		Thread thread = DaemonThreads.unstarted("azure-discovery-token", () -> {
		});
		assertThat(thread.isDaemon()).isTrue();
		assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
		assertThat(thread.getName()).isEqualTo("azure-discovery-token");
	}

	@Test
	void givesEachThreadTheSameName() {
		ThreadFactory events = DaemonThreads.named("events");
		assertThat(name(events)).isEqualTo("events");
		assertThat(name(events)).isEqualTo("events");
	}

	@Test
	void numbersTheThreadsOfAPoolFromOne() {
		ThreadFactory pool = DaemonThreads.numbered("probe");
		assertThat(name(pool)).isEqualTo("probe-1");
		assertThat(name(pool)).isEqualTo("probe-2");
		assertThat(name(DaemonThreads.numbered("probe"))).isEqualTo("probe-1");
	}

	private static String name(ThreadFactory factory) {
		Thread thread = factory.newThread(() -> {
		});
		assertThat(thread.isDaemon()).isTrue();
		return thread.getName();
	}

}
