package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.balance.LiveRoutingTable;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.HealthSettings;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.InstanceVerdict;
import io.github.azurediscovery.health.OutlierSettings;
import io.github.azurediscovery.health.ProbeSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What must hold whatever happens in whatever order; the seed is in the message. */
class VerdictMachineTests {

	private static final int STEPS = 400;

	private final OutlierSettings outlier = OutlierSettings.builder()
		.consecutiveFailures(3)
		.baseEjectionTime(Duration.ofSeconds(10))
		.maxEjectionTime(Duration.ofSeconds(40))
		.maxEjectionShare(0.3)
		.statuses(java.util.Set.of(503))
		.build();

	private final ProbeSettings probe = ProbeSettings.builder()
		.enabled(true)
		.type(ProbeSettings.Type.TCP)
		.path("/")
		.interval(Duration.ofSeconds(5))
		.timeout(Duration.ofSeconds(1))
		.healthyThreshold(2)
		.build();

	private final HealthFixture fleet = new HealthFixture(
			HealthSettings.builder().outlier(this.outlier).probe(this.probe).concurrency(3).build());

	private final LiveRoutingTable routes = new LiveRoutingTable(BalanceSettings.DEFAULT, new HandDriven(),
			(change) -> this.fleet.health.inTurn(change));

	private List<Instance> members = List.of();

	static IntStream seeds() {
		return IntStream.range(0, 50);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void holdsWhateverHappens(int seed) {
		Random random = new Random(seed);
		this.fleet.health.follow(this.routes);
		for (int step = 0; step < STEPS; step++) {
			String what = act(random);
			check("seed %d, step %d: %s".formatted(seed, step, what));
		}
		allBecomesWell("seed " + seed);
	}

	private String act(Random random) {
		int action = random.nextInt(13);
		String id = String.valueOf(1 + random.nextInt(12));
		switch (action) {
			case 0, 1 -> publish(random);
			case 2 -> this.fleet.kill(id);
			case 3 -> this.fleet.revive(id);
			case 4 -> this.fleet.report(id, CallOutcome.HARD_FAILURE, "connection refused");
			case 5, 6 -> this.fleet.report(id, CallOutcome.SOFT_FAILURE, 1 + random.nextInt(5));
			case 7 -> this.fleet.report(id, CallOutcome.SUSPECT, "connection reset");
			case 8 -> this.fleet.report(id, CallOutcome.SUCCESS, "");
			case 12 -> this.fleet.report(id, CallOutcome.TLS_FAILURE, "TLS handshake failed");
			case 9 -> this.fleet.health.demand("orders").note();
			case 10 -> this.fleet.jump(Duration.ofSeconds(random.nextInt(2_000) - 1_000));
			default -> this.fleet.pass(Duration.ofMillis(random.nextInt(20_000)));
		}
		this.fleet.run();
		return "action " + action + " on " + id;
	}

	private void publish(Random random) {
		List<Instance> next = new ArrayList<>();
		for (int i = 1; i <= 12; i++) {
			if (random.nextInt(3) > 0) {
				next.add(HealthFixture.instance(String.valueOf(i))
					.toBuilder()
					.host("10.0." + (random.nextInt(20) / 19) + "." + i)
					.platform(PlatformStatus.values()[random.nextInt(8) / 7 * 3])
					.build());
			}
		}
		this.members = next;
		this.fleet.with(next.toArray(Instance[]::new));
	}

	private void check(String when) {
		List<InstanceVerdict> verdicts = this.fleet.judged.getOrDefault("orders", List.of());
		assertThat(verdicts).as(when)
			.extracting((verdict) -> verdict.instance().id())
			.containsExactlyElementsOf(this.members.stream().map(Instance::id).sorted().toList());
		for (InstanceVerdict verdict : verdicts) {
			InstanceHealth health = this.fleet.health.of(verdict.instance());
			boolean spotless = health.platform().routable() && health.outlier() == null && health.maintenance() == null
					&& (health.probe() == null || health.probe().equals("healthy"));
			assertThat(health.routable()).as(when + ": routable without, and only without, a reason")
				.isEqualTo(spotless);
			assertThat(verdict.standing().compareTo(InstanceStanding.SOFT) < 0).as(when).isEqualTo(health.routable());
		}
		long soft = verdicts.stream()
			.filter((verdict) -> String.valueOf(verdict.health().outlier()).contains("in a row"))
			.count();
		assertThat(soft).as(when + ": soft ejections among " + verdicts.size()).isLessThanOrEqualTo(12 * 3 / 10);
		checkRoute(when, verdicts);
	}

	private void checkRoute(String when, List<InstanceVerdict> verdicts) {
		Route route = this.routes.route("orders");
		if (verdicts.isEmpty()) {
			assertThat(route).as(when).isNull();
			return;
		}
		assertThat(route.routable()).as(when + ": never empty").isNotEmpty();
		boolean anyRoutable = verdicts.stream().anyMatch((verdict) -> verdict.health().routable());
		assertThat(route.panic()).as(when).isNotEqualTo(anyRoutable);
		boolean offersDead = verdicts.stream()
			.anyMatch((verdict) -> verdict.standing() == InstanceStanding.HARD
					&& route.routable().contains(verdict.instance()));
		boolean allDead = verdicts.stream().allMatch((verdict) -> verdict.standing() == InstanceStanding.HARD);
		assertThat(offersDead).as(when + ": the dead only when all are").isEqualTo(allDead);
	}

	private void allBecomesWell(String when) {
		this.members = IntStream.rangeClosed(1, 12).mapToObj((i) -> HealthFixture.instance(String.valueOf(i))).toList();
		this.fleet.with(this.members.toArray(Instance[]::new));
		this.members.forEach((instance) -> this.fleet.revive(instance.id()));
		this.fleet.health.demand("orders").note();
		this.fleet.pass(Duration.ofMinutes(5));
		assertThat(this.fleet.routable()).as(when + ": once all answer, all are routable").hasSize(12);
	}

}
