package io.github.azurediscovery.sink;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.LiveRoutingTable;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.source.ServiceAddressDefaults;
import io.github.azurediscovery.source.StaticSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;

/** Sinks of a whole discovery, on real threads. */
@Isolated
class SinkThreadsTests {

	private final StaticSource source = new StaticSource(ServiceAddressDefaults.of("orders"), List.of("10.0.0.4:8080"));

	private final BlockingQueue<DesiredState> applied = new LinkedBlockingQueue<>();

	private final CountDownLatch interrupted = new CountDownLatch(1);

	private final ScheduledThreadPoolExecutor owner = new ScheduledThreadPoolExecutor(1);

	private final CountDownLatch hanging = new CountDownLatch(1);

	private final CompletableFuture<Void> release = new CompletableFuture<>();

	@AfterEach
	void endTheOwner() {
		this.owner.shutdownNow();
	}

	@Test
	void aSinkThatHangsHoldsUpNoOtherAndIsInterruptedAtTheEnd() throws Exception {
		DiscoverySinks sinks = sinks(sink("hanging", this::hang), sink("working", this.applied::add));
		sinks.start();
		answerOften(sinks);
		assertThat(this.hanging.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.applied.poll(10, TimeUnit.SECONDS)).isEqualTo(new DesiredState(1, true, Map.of()));
		sinks.close(Duration.ofMillis(1));
		assertThat(this.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whatIsBeingAppliedIsFinishedBeforeTheEnd() throws Exception {
		DiscoverySinks sinks = sinks(sink("slow", (desired) -> {
			this.hanging.countDown();
			assertThat(this.release).succeedsWithin(Duration.ofSeconds(10));
			this.applied.add(desired);
		}));
		sinks.start();
		answerOften(sinks);
		assertThat(this.hanging.await(10, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(sinks::close);
		this.release.complete(null);
		assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.applied).hasSize(1);
	}

	@Test
	void stoppedAndStartedASinkKeepsOneThread() throws Exception {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		try (AzureDiscovery discovery = AzureDiscovery.builder()
			.source(this.source)
			.sink(sink("working", this.applied::add))
			.build()) {
			for (int i = 0; i < 5; i++) {
				discovery.start();
				assertThat(discovery.awaitFirstRefresh(Duration.ofSeconds(10))).isTrue();
				assertThat(this.applied.poll(10, TimeUnit.SECONDS)).isNotNull();
				discovery.stop();
			}
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !before.contains(thread))
				.filteredOn((thread) -> thread.getName().startsWith("azure-discovery-sink-"))
				.hasSize(1)
				.allMatch(Thread::isDaemon);
		}
	}

	@Test
	void whereNoThreadCanBeHadForAMomentTheStateIsAppliedASecondLater() throws Exception {
		AtomicBoolean scarce = new AtomicBoolean(true);
		DiscoverySinks sinks = sinks((task) -> {
			if (scarce.getAndSet(false)) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			return new Thread(task);
		}, sink("working", this.applied::add));
		answerOften(sinks);
		sinks.start();
		assertThat(scarce).isFalse();
		assertThat(this.applied.poll(10, TimeUnit.SECONDS)).isNotNull();
		sinks.close();
	}

	/** Often enough for an empty state to be complete. */
	private static void answerOften(DiscoverySinks sinks) {
		for (int i = 0; i < 3; i++) {
			sinks.answered("azure");
		}
	}

	private DiscoverySinks sinks(DiscoverySink... sinks) {
		return sinks(Thread::new, sinks);
	}

	private DiscoverySinks sinks(ThreadFactory threads, DiscoverySink... sinks) {
		MutableCatalog catalog = new MutableCatalog(this.owner);
		LiveRoutingTable routes = new LiveRoutingTable(BalanceSettings.DEFAULT, this.owner, Runnable::run);
		return new DiscoverySinks(List.of(sinks), SinkSettings.DEFAULT,
				new DesiredStateReader(List.of("azure"), 2, catalog, routes, new StubVerdicts()),
				() -> new ScheduledThreadPoolExecutor(1, threads), this.owner, InstantSource.system(), System::nanoTime,
				(sink, applied, duration) -> {
				});
	}

	private void hang(DesiredState desired) {
		this.hanging.countDown();
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			this.interrupted.countDown();
		}
	}

	private static DiscoverySink sink(String name, Consumer<DesiredState> apply) {
		return new DiscoverySink() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public SinkReport apply(DesiredState desired, ApplyMode mode) {
				apply.accept(desired);
				return new SinkReport(1, Map.of());
			}

		};
	}

}
