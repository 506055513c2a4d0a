package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.LiveRoutingTable;
import io.github.azurediscovery.balance.RoundRobin;
import io.github.azurediscovery.balance.Zone;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.MutableCatalog;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.ProbeSettings;
import io.github.azurediscovery.health.maintenance.ScheduledEventsClient;
import io.github.azurediscovery.health.probe.InstanceProbeResult;
import io.github.azurediscovery.health.probe.NetworkProbeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class HealthRaceTests {

	@Test
	void ejectedWhileProbed() {
		HealthFixture fleet = probed().with("1", "2").slowNetwork();
		fleet.health.demand("orders").note();
		fleet.run();
		fleet.refuse("2");
		fleet.answer(1, InstanceProbeResult.ALIVE);
		assertThat(fleet.healthOf("2").probe()).isEqualTo("healthy");
		assertThat(fleet.standing("2")).as("a probe that began before the ejection proves nothing")
			.isEqualTo(InstanceStanding.HARD);
	}

	@Test
	void leavesWhileEjected() {
		HealthFixture fleet = HealthFixture.of("1", "2").refuse("2");
		fleet.with("1").pass(Duration.ofMinutes(10));
		assertThat(fleet.questions).as("nothing is asked for a sign of life").hasSize(1);
		assertThat(fleet.changes).hasSize(1);
		fleet.with("1", "2");
		assertThat(fleet.routable()).containsExactly("1", "2");
	}

	@Test
	void leavesWhileItsSignOfLifeIsUnderWay() {
		HealthFixture fleet = HealthFixture.of("1", "2")
			.slowNetwork()
			.report("2", CallOutcome.SUSPECT, "connection reset")
			.with("1");
		fleet.answer(0, InstanceProbeResult.dead("connection refused"));
		assertThat(fleet.routable()).containsExactly("1");
		assertThat(fleet.changes).isEmpty();
	}

	@Test
	void joinsWithTheAddressOfOneThatLeft() {
		HealthFixture fleet = HealthFixture.of("1", "2")
			.slowNetwork()
			.report("2", CallOutcome.SUSPECT, "connection reset");
		Instance heir = Instance.of("3", "orders", "10.0.0.2", 8080).build();
		fleet.with(HealthFixture.instance("1"), heir);
		fleet.answer(0, InstanceProbeResult.dead("connection refused"));
		fleet.kill("2", "3").report("2", CallOutcome.HARD_FAILURE, "connection refused");
		fleet.run();
		assertThat(fleet.routable()).as("evidence against the dead does not hit the heir").containsExactly("1", "3");
		fleet.health.report("orders", "10.0.0.2", 8080, CallOutcome.HARD_FAILURE, "connection refused");
		fleet.run();
		assertThat(fleet.routable()).containsExactly("1");
	}

	@Test
	void movesToAnotherAddressWhileEjected() {
		HealthFixture fleet = HealthFixture.of("1", "2").refuse("2");
		Instance moved = HealthFixture.instance("2").toBuilder().host("10.0.9.9").build();
		fleet.with(HealthFixture.instance("1"), moved);
		assertThat(fleet.routable()).containsExactly("1", "2");
		assertThat(fleet.changes).extracting((change) -> change.to().routable()).containsExactly(false, true);
		fleet.health.report("orders", "10.0.0.2", 8080, CallOutcome.HARD_FAILURE, "connection refused");
		fleet.run();
		assertThat(fleet.routable()).as("no instance is left at the old address").containsExactly("1", "2");
	}

	@Test
	void aCallToTheOldAddressFailsAfterTheMove() {
		HealthFixture fleet = HealthFixture.of("1", "2");
		fleet.with(HealthFixture.instance("1"), HealthFixture.instance("2").toBuilder().host("10.0.9.9").build());
		fleet.refuse("2");
		assertThat(fleet.routable()).as("the new address is not to blame").containsExactly("1", "2");
	}

	@Test
	void allEjectedAtOnce() {
		HealthFixture fleet = HealthFixture.of("1", "2", "3");
		LiveRoutingTable routes = new LiveRoutingTable(BalanceSettings.DEFAULT, fleet.owner, fleet.health::inTurn);
		fleet.health.follow(routes);
		fleet.with("1", "2", "3", "4");
		fleet.kill("1", "2", "3", "4");
		for (String id : List.of("1", "2", "3", "4")) {
			fleet.health.report(HealthFixture.instance(id), CallOutcome.HARD_FAILURE, "connection refused");
		}
		fleet.run();
		assertThat(routes.route("orders").panic()).isTrue();
		assertThat(routes.route("orders").routable()).hasSize(4);
		fleet.pass(Duration.ofMinutes(5)).revive("3").pass(Duration.ofSeconds(30));
		assertThat(routes.route("orders").panic()).isFalse();
		assertThat(routes.route("orders").routable()).extracting(Instance::id).containsExactly("3");
	}

	@Test
	void theClockJumpsForward() {
		HealthFixture fleet = HealthFixture.of("1", "2").kill("2").refuse("2");
		fleet.jump(Duration.ofDays(365)).pass(Duration.ofSeconds(29));
		assertThat(fleet.questions).as("no time has passed").hasSize(1);
		fleet.revive("2").pass(Duration.ofSeconds(1));
		assertThat(fleet.routable()).containsExactly("1", "2");
	}

	@Test
	void theClockJumpsBack() {
		HealthFixture fleet = HealthFixture.of("1", "2").refuse("2");
		fleet.jump(Duration.ofDays(-365)).pass(Duration.ofSeconds(30));
		assertThat(fleet.routable()).containsExactly("1", "2");
		fleet.jump(Duration.ofDays(-365)).refuse("2");
		fleet.pass(Duration.ofSeconds(59));
		assertThat(fleet.routable()).as("the second ejection lasts longer, and not for ever").containsExactly("1");
		fleet.pass(Duration.ofSeconds(1));
		assertThat(fleet.routable()).containsExactly("1", "2");
	}

	@Test
	void callbacksAfterShutdown() {
		ScheduledExecutorService owner = new ScheduledThreadPoolExecutor(1);
		ExecutorService events = Executors.newSingleThreadExecutor();
		HealthEngine health = new HealthEngine(HealthSettings.DEFAULT, (ScheduledEventsClient) null, owner, events,
				InstantSource.system(), new Random(1), new SilentProbeFactory());
		MutableCatalog catalog = new MutableCatalog(events);
		catalog.follow(health);
		catalog.publish(catalog.current().next(List.of(HealthFixture.instance("1")), List.of()), null);
		owner.shutdownNow();
		events.shutdownNow();
		assertThatCode(() -> {
			health.stop();
			for (CallOutcome outcome : CallOutcome.values()) {
				for (int i = 0; i < 10; i++) {
					health.report(HealthFixture.instance("1"), outcome, "late");
				}
			}
			health.demand("orders").note();
		}).doesNotThrowAnyException();
		assertThat(health.of(HealthFixture.instance("1")).routable()).isTrue();
	}

	@Test
	@Timeout(60)
	void tenThousandCallbacksOfFourThreads() throws Exception {
		try (Live live = new Live(HealthSettings.DEFAULT, 50)) {
			int threads = 4;
			CountDownLatch done = new CountDownLatch(threads);
			for (int thread = 0; thread < threads; thread++) {
				Random random = new Random(thread);
				live.callers.execute(() -> {
					for (int call = 0; call < 2_500; call++) {
						Instance instance = live.instances.get(random.nextInt(50));
						boolean ill = Integer.parseInt(instance.id()) % 10 == 0;
						live.health.report(instance, ill ? CallOutcome.SOFT_FAILURE : CallOutcome.SUCCESS,
								"status 503");
						live.health.demand("orders").note();
					}
					done.countDown();
				});
			}
			assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(live.routes.route("orders").routable()).as("the five that fail are out, and no other")
				.hasSize(45);
		}
	}

	@Test
	@Timeout(60)
	void aFollowerOfTheRoutesThatReportsWhileNewcomersStep() throws Exception {
		BalanceSettings stepping = BalanceSettings.builder().slowStart(Duration.ofMillis(10)).build();
		try (Live live = new Live(HealthSettings.DEFAULT, 5, stepping)) {
			live.routes
				.follow((table) -> live.health.report(live.instances.get(0), CallOutcome.SOFT_FAILURE, "status 503"));
			CountDownLatch done = new CountDownLatch(2);
			for (int caller = 0; caller < 2; caller++) {
				live.callers.execute(() -> {
					for (int call = 0; call < 2_000; call++) {
						live.routes.zone(new Zone(String.valueOf(call % 3), "westeurope"));
						live.health.report(live.instances.get(1), CallOutcome.SUSPECT, "connection reset");
					}
					done.countDown();
				});
			}
			assertThat(done.await(30, TimeUnit.SECONDS)).as("no thread waits for another for ever").isTrue();
			live.settle();
		}
	}

	@Test
	@Timeout(60)
	void aListenerThatBlocksForAMinuteDelaysNoEjection() throws Exception {
		try (Live live = new Live(HealthSettings.DEFAULT, 3)) {
			CountDownLatch blocked = new CountDownLatch(1);
			live.health.subscribe((change) -> {
				blocked.countDown();
				try {
					Thread.sleep(60_000);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
			live.health.report(live.instances.get(0), CallOutcome.HARD_FAILURE, "connection refused");
			assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
			live.health.report(live.instances.get(1), CallOutcome.HARD_FAILURE, "connection refused");
			RoundRobin roundRobin = RoundRobin.everywhere(live.routes);
			assertThat(IntStream.range(0, 6).mapToObj((i) -> roundRobin.choose("orders").id())).containsOnly("102");
		}
	}

	@Test
	@Timeout(60)
	void tenThousandCallbacksAtOnceTakeOutExactlyTheDead() throws Exception {
		try (Live live = new Live(HealthSettings.DEFAULT, 50)) {
			int threads = 16;
			CountDownLatch done = new CountDownLatch(threads);
			CountDownLatch blocked = new CountDownLatch(1);
			live.health.subscribe((change) -> live.health.report(change.instance(), CallOutcome.HARD_FAILURE, "again"));
			live.health.subscribe((change) -> uninterrupted(blocked));
			Queue<String> wrong = new ConcurrentLinkedQueue<>();
			for (int thread = 0; thread < threads; thread++) {
				Random random = new Random(thread);
				live.callers.execute(() -> {
					RoundRobin roundRobin = RoundRobin.everywhere(live.routes);
					for (int call = 0; call < 625; call++) {
						Instance instance = live.instances.get(random.nextInt(50));
						if (Integer.parseInt(instance.id()) % 10 == 0) {
							live.health.report(instance, CallOutcome.HARD_FAILURE, "connection refused");
							if (roundRobin.choose("orders").equals(instance)
									|| live.routes.route("orders").routable().contains(instance)) {
								wrong.add(instance.id());
							}
						}
						else {
							live.health.report(instance, CallOutcome.SUCCESS, "");
						}
					}
					done.countDown();
				});
			}
			assertThat(done.await(40, TimeUnit.SECONDS)).isTrue();
			assertThat(wrong).as("picked after the report had returned").isEmpty();
			assertThat(live.routes.route("orders").routable()).hasSize(45);
			blocked.countDown();
		}
	}

	private static void uninterrupted(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static HealthFixture probed() {
		return new HealthFixture(HealthSettings.builder()
			.probe(ProbeSettings.builder().enabled(true).type(ProbeSettings.Type.TCP).path("/").jitter(0).build())
			.build());
	}

	/** Health and routes on threads of their own. */
	private static final class Live implements AutoCloseable {

		private final ScheduledExecutorService owner = new ScheduledThreadPoolExecutor(1);

		private final ExecutorService events = Executors.newSingleThreadExecutor();

		private final ExecutorService callers = Executors.newCachedThreadPool();

		private final LiveRoutingTable routes;

		private final HealthEngine health;

		private final List<Instance> instances;

		Live(HealthSettings settings, int size) {
			this(settings, size, BalanceSettings.DEFAULT);
		}

		Live(HealthSettings settings, int size, BalanceSettings balance) {
			this.health = new HealthEngine(settings, (ScheduledEventsClient) null, this.owner, this.events,
					InstantSource.system(), new Random(1), new NetworkProbeFactory("azure-discovery"));
			this.routes = new LiveRoutingTable(balance, this.owner, this.health::inTurn);
			this.health.follow(this.routes);
			MutableCatalog catalog = new MutableCatalog(this.events);
			catalog.follow(this.health);
			this.instances = IntStream.range(0, size)
				.mapToObj((i) -> Instance.of(String.valueOf(100 + i), "orders", "127.0.0." + (100 + i), 9).build())
				.toList();
			this.owner.execute(() -> catalog.publish(catalog.current().next(this.instances, List.of()), null));
			settle();
		}

		/** Wait until all that was handed over is done. */
		void settle() {
			try {
				for (int i = 0; i < 3; i++) {
					this.owner.submit(() -> {
					}).get(20, TimeUnit.SECONDS);
				}
			}
			catch (Exception ex) {
				throw new AssertionError("the owner is stuck", ex);
			}
		}

		@Override
		public void close() {
			this.owner.shutdownNow();
			this.events.shutdownNow();
			this.callers.shutdownNow();
		}

	}

}
