package io.github.azurediscovery;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.refresh.RefreshSettings;
import io.github.azurediscovery.sink.ApplyMode;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.DiscoverySink;
import io.github.azurediscovery.sink.SinkReport;
import io.github.azurediscovery.sink.SinkStatus;
import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.RefreshRound;
import io.github.azurediscovery.source.ServiceAddressDefaults;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.source.StaticSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Isolated
class AzureDiscoveryTests {

	private final StaticSource source = new StaticSource(ServiceAddressDefaults.of("orders"),
			List.of("10.0.0.4:8080", "[fd00::4]:8080"));

	@Test
	void discoversOnce() throws Exception {
		try (AzureDiscovery discovery = AzureDiscovery.builder().source(this.source).build()) {
			assertThat(discovery.discover().instances("orders")).extracting(Instance::id)
				.containsExactly("10.0.0.4:8080", "[fd00::4]:8080");
		}
	}

	@Test
	void keepsRefreshingOnceStarted() throws Exception {
		BlockingQueue<SnapshotChange> changes = new LinkedBlockingQueue<>();
		try (AzureDiscovery discovery = AzureDiscovery.builder().source(this.source).build()) {
			discovery.subscribe((SnapshotChange change) -> changes.add(change));
			discovery.start();
			assertThat(discovery.awaitFirstRefresh(Duration.ofSeconds(10))).isTrue();
			assertThat(discovery.catalog().current().instances("orders")).hasSize(2);
			assertThat(discovery.routes().route("orders").routable()).hasSize(2);
			assertThat(discovery.status().nextRefresh()).isAfter(discovery.catalog().lastUpdate());
			assertThat(changes.poll(10, TimeUnit.SECONDS).services().get("orders").joined()).hasSize(2);
		}
	}

	@Test
	void aClockThatIsSetBackAfterAFailureDelaysNothing() throws Exception {
		AtomicReference<Duration> step = new AtomicReference<>(Duration.ZERO);
		CountDownLatch asked = new CountDownLatch(5);
		InstanceSource failing = new InstanceSource() {

			@Override
			public String name() {
				return "failing";
			}

			@Override
			public SourceAnswer fetch(RefreshRound round) throws SourceException {
				step.set(step.get().minusHours(2));
				asked.countDown();
				throw SourceException.builder("away").requests(1).build();
			}

		};
		Duration often = Duration.ofMillis(20);
		try (AzureDiscovery discovery = AzureDiscovery.builder()
			.source(failing)
			.refresh(RefreshSettings.builder().interval(often).jitter(0).maxBackoff(often).build())
			.clock(() -> InstantSource.system().instant().plus(step.get()))
			.build()) {
			discovery.start();
			assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void startsAndStopsAnyNumberOfTimes() {
		try (AzureDiscovery discovery = AzureDiscovery.builder().source(this.source).build()) {
			for (int i = 0; i < 3; i++) {
				discovery.start();
				assertThat(discovery.awaitFirstRefresh(Duration.ofSeconds(10))).isTrue();
				discovery.stop();
				assertThat(discovery.status().nextRefresh()).isNull();
			}
		}
	}

	@Test
	void saysWhichSourceKeepsASinkIncomplete() {
		InstanceSource denied = new InstanceSource() {

			@Override
			public String name() {
				return "tags";
			}

			@Override
			public SourceAnswer fetch(RefreshRound round) throws SourceException {
				throw SourceException.builder("403 from Azure").reason(SourceException.Reason.FORBIDDEN).build();
			}

			@Override
			public boolean optional() {
				return true;
			}

		};
		CountDownLatch applied = new CountDownLatch(1);
		DiscoverySink sink = new DiscoverySink() {

			@Override
			public String name() {
				return "proxy";
			}

			@Override
			public SinkReport apply(DesiredState desired, ApplyMode mode) {
				applied.countDown();
				return SinkReport.UNCHANGED;
			}

		};
		try (AzureDiscovery discovery = AzureDiscovery.builder()
			.source(this.source)
			.source(denied)
			.sink(sink)
			.build()) {
			discovery.start();
			assertThat(discovery.awaitFirstRefresh(Duration.ofSeconds(10))).isTrue();
			assertThat(discovery.reconcileSinks()).succeedsWithin(Duration.ofSeconds(10));
			assertThat(applied.getCount()).isZero();
			assertThat(discovery.sinks()).extracting(SinkStatus::incomplete)
				.containsExactly("source tags: 403 from Azure; services that vanish are kept");
		}
	}

	@Test
	void cannotBeStartedOnceClosed() {
		AzureDiscovery discovery = AzureDiscovery.builder().build();
		discovery.close();
		discovery.close();
		assertThatIllegalStateException().isThrownBy(discovery::start);
	}

	@Test
	void leavesNoThreadWhenClosed() throws Exception {
		Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
		AzureDiscovery discovery = AzureDiscovery.builder().source(this.source).build();
		discovery.subscribe((SnapshotChange change) -> {
		});
		discovery.start();
		discovery.awaitFirstRefresh(Duration.ofSeconds(10));
		List<Thread> threads = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("azure-discovery") && !before.contains(thread))
			.toList();
		assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
		discovery.close();
		for (Thread thread : threads) {
			thread.join(10_000);
			assertThat(thread.isAlive()).as(thread.getName()).isFalse();
		}
	}

	@Test
	void theThreadsOfASecondDiscoveryAreToldByTheirNames() {
		try (AzureDiscovery discovery = AzureDiscovery.builder()
			.source(this.source)
			.threadPrefix("azure-discovery-poller")
			.build()) {
			discovery.start();
			assertThat(discovery.awaitFirstRefresh(Duration.ofSeconds(10))).isTrue();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.contains("azure-discovery-poller", "azure-discovery-poller-network-1");
		}
	}

	@Test
	void aListenerThatHangsKeepsTheSnapshotFileFromNothing(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("snapshot");
		CountDownLatch never = new CountDownLatch(1);
		AzureDiscovery discovery = AzureDiscovery.builder().source(this.source).snapshotFile(file).build();
		discovery.subscribe((SnapshotChange change) -> {
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		discovery.start();
		discovery.awaitFirstRefresh(Duration.ofSeconds(10));
		discovery.close();
		assertThat(file).content().contains("10.0.0.4");
		never.countDown();
	}

	@Test
	void deliversWhatIsQueuedBeforeItIsClosed() throws Exception {
		AtomicInteger heard = new AtomicInteger();
		AzureDiscovery discovery = AzureDiscovery.builder().source(this.source).build();
		discovery.subscribe((SnapshotChange change) -> {
			long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
			heard.incrementAndGet();
		});
		discovery.start();
		discovery.awaitFirstRefresh(Duration.ofSeconds(10));
		discovery.close();
		assertThat(heard).hasValue(1);
	}

}
