package io.github.azurediscovery.refresh;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.source.SourceAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens when two things happen at once. */
@Timeout(30)
class LifecycleRaceTests {

	private final ScriptedSource source = new ScriptedSource("first").answers("a");

	private final RefreshFixture stage = new RefreshFixture(this.source);

	private final ScheduledExecutorService owner = Executors.newSingleThreadScheduledExecutor();

	private final ExecutorService network = Executors.newCachedThreadPool();

	private final ExecutorService events = Executors.newSingleThreadExecutor();

	@AfterEach
	void close() {
		List.of(this.owner, this.network, this.events).forEach(ExecutorService::shutdownNow);
	}

	@Test
	void aResultThatArrivesAfterStopIsDropped() {
		this.stage.refresher.start();
		this.stage.owner.run();
		this.stage.network.run();
		this.stage.refresher.stop();
		this.stage.settle();
		assertThat(this.stage.orders()).isEmpty();
		assertThat(this.stage.catalog.lastUpdate()).isNull();
		assertThat(this.stage.refresher.sources().get(0).lastSuccess()).isNull();
	}

	@Test
	void aResultOfTheRunBeforeIsDroppedByTheNextRun() {
		this.stage.refresher.start();
		this.stage.owner.run();
		this.stage.network.run();
		this.stage.refresher.stop();
		this.source.answers("b");
		this.stage.start();
		assertThat(this.stage.orders()).containsExactly("b");
		assertThat(this.stage.catalog.current().revision()).isEqualTo(1);
	}

	@Test
	void stopSetsNoTimerAndCancelsAll() {
		this.stage.start();
		this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.refresher.stop();
		assertThat(this.stage.owner.timers()).isZero();
		this.stage.pass(Duration.ofMinutes(5));
		assertThat(this.source.asked).hasSize(1);
		assertThat(this.stage.refresher.status().nextRefresh()).isNull();
	}

	@Test
	void stopBeforeTheFirstRoundAsksNoSource() {
		this.stage.refresher.start();
		this.stage.refresher.stop();
		this.stage.settle();
		assertThat(this.source.asked).isEmpty();
	}

	@Test
	void startTwiceIsStartedOnce() {
		this.stage.refresher.start();
		this.stage.start();
		assertThat(this.source.asked).hasSize(1);
	}

	@Test
	void whatIsKnownStaysReadableAfterStopAndNextStartGoesOn() {
		this.stage.start();
		this.stage.refresher.stop();
		this.stage.refresher.stop();
		assertThat(this.stage.orders()).containsExactly("a");
		this.source.fails();
		this.stage.start();
		assertThat(this.stage.orders()).containsExactly("a");
		this.source.answers("a", "b");
		this.stage.nextRound();
		assertThat(this.stage.orders()).containsExactly("a", "b");
	}

	@Test
	void stopFulfilsWishesWithAnExplanation() {
		this.stage.start();
		CompletableFuture<RefreshOutcome> wish = this.stage.refresher.refresh(RefreshMode.GUARDED);
		this.stage.refresher.stop();
		assertThat(wish.join().refreshed()).isFalse();
		assertThat(wish.join().note()).isEqualTo("discovery is stopped; no answer yet from first");
	}

	@Test
	void stopDuringACallInterruptsIt() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		this.source.answers((round) -> {
			entered.countDown();
			try {
				Thread.sleep(Duration.ofMinutes(5).toMillis());
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
				throw ex;
			}
			return SourceAnswer.of(List.of(), List.of());
		});
		CatalogRefresher refresher = threaded(new MutableCatalog(this.events));
		refresher.start();
		assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
		refresher.stop();
		assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(refresher.awaitFirstRefresh(Duration.ofSeconds(1))).isFalse();
	}

	@Test
	void stopReleasesThreadsThatAwaitTheFirstRefresh() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		this.source.answers((round) -> {
			entered.countDown();
			Thread.sleep(Duration.ofMinutes(5).toMillis());
			return SourceAnswer.of(List.of(), List.of());
		});
		CatalogRefresher refresher = threaded(new MutableCatalog(this.events));
		refresher.start();
		CompletableFuture<Boolean> awaited = CompletableFuture
			.supplyAsync(() -> refresher.awaitFirstRefresh(Duration.ofMinutes(5)), this.network);
		assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
		refresher.stop();
		assertThat(awaited.get(10, TimeUnit.SECONDS)).isFalse();
	}

	@Test
	void twoRunsNeverAskASourceAtTheSameTime() throws Exception {
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		this.source.answers((round) -> {
			most.accumulateAndGet(inside.incrementAndGet(), Math::max);
			long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
			inside.decrementAndGet();
			return SourceAnswer.of(ScriptedSource.instances("a"), List.of());
		});
		CatalogRefresher refresher = threaded(new MutableCatalog(this.events));
		for (int i = 0; i < 20; i++) {
			refresher.start();
			refresher.stop();
		}
		refresher.start();
		assertThat(refresher.awaitFirstRefresh(Duration.ofSeconds(10))).isTrue();
		refresher.stop();
		assertThat(most).hasValue(1);
	}

	@Test
	void nothingIsPublishedOnceStopHasReturned() throws Exception {
		MutableCatalog catalog = new MutableCatalog(this.events);
		AtomicInteger count = new AtomicInteger();
		this.source
			.answers((round) -> SourceAnswer.of(ScriptedSource.instances("a" + count.incrementAndGet()), List.of()));
		CatalogRefresher refresher = threaded(catalog);
		for (int i = 0; i < 200; i++) {
			CyclicBarrier barrier = new CyclicBarrier(2);
			refresher.start();
			this.network.execute(() -> {
				try {
					barrier.await();
					this.source.signal.run();
				}
				catch (Exception ex) {
					Thread.currentThread().interrupt();
				}
			});
			barrier.await();
			refresher.stop();
			long revision = catalog.current().revision();
			Thread.yield();
			assertThat(catalog.current().revision()).isEqualTo(revision);
		}
	}

	@Test
	void aListenerThatBlocksDelaysNoRefresh() throws Exception {
		MutableCatalog catalog = new MutableCatalog(this.events);
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		catalog.subscribe((change) -> {
			blocked.countDown();
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		CatalogRefresher refresher = threaded(catalog);
		refresher.start();
		assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
		CountDownLatch published = new CountDownLatch(1);
		catalog.follow((change) -> published.countDown());
		this.source.answers("a", "b");
		this.source.signal.run();
		assertThat(published.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(catalog.current().instances("orders")).hasSize(2);
		refresher.stop();
		release.countDown();
	}

	@Test
	void aListenerThatThrowsHarmsNoOther() {
		List<SnapshotChange> heard = new ArrayList<>();
		this.stage.catalog.subscribe((change) -> {
			throw new IllegalStateException("broken listener");
		});
		this.stage.catalog.subscribe(heard::add);
		this.stage.refresher.subscribe((round, status, duration, held) -> {
			throw new IllegalStateException("broken listener");
		});
		AtomicInteger told = new AtomicInteger();
		this.stage.refresher.subscribe((round, status, duration, held) -> told.incrementAndGet());
		this.stage.start();
		assertThat(heard).hasSize(1);
		assertThat(told).hasValue(1);
	}

	@Test
	void discoveringOnceWaitsForTheCallInProgress() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		this.source.answers((round) -> {
			entered.countDown();
			release.await();
			return SourceAnswer.of(ScriptedSource.instances("a"), List.of());
		});
		CatalogRefresher refresher = threaded(new MutableCatalog(this.events));
		refresher.start();
		assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
		Future<?> once = this.network.submit(() -> refresher.discover());
		release.countDown();
		once.get(10, TimeUnit.SECONDS);
		assertThat(this.source.rounds).hasSize(2);
		refresher.stop();
	}

	@Test
	void whoIsInterruptedWhileAwaitingTheFirstRefreshStaysInterrupted() {
		CatalogRefresher refresher = threaded(new MutableCatalog(this.events));
		this.source.answers((round) -> {
			Thread.sleep(Duration.ofMinutes(5).toMillis());
			return SourceAnswer.of(List.of(), List.of());
		});
		refresher.start();
		Thread.currentThread().interrupt();
		assertThat(refresher.awaitFirstRefresh(Duration.ofMinutes(5))).isFalse();
		assertThat(Thread.interrupted()).isTrue();
		refresher.stop();
	}

	@Test
	void aCallThatIsInterruptedByItsSourceIsAFailure() {
		this.source.answers((round) -> {
			throw new InterruptedException();
		});
		this.stage.start();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.stage.refresher.sources().get(0).error()).isEqualTo("the call was interrupted");
	}

	@Test
	void newsDuringACallAreAskedForAfterIt() {
		this.stage.refresher.start();
		this.stage.owner.run();
		this.source.signal.run();
		this.stage.settle();
		assertThat(this.source.rounds).hasSize(2);
	}

	private CatalogRefresher threaded(MutableCatalog catalog) {
		return new CatalogRefresher(List.of(this.source), RefreshSettings.DEFAULT, catalog, this.owner, this.network,
				this.events, InstantSource.system(), new Random(1));
	}

}
