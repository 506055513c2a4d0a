package io.github.azurediscovery.balance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.catalog.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RoundRobinTests {

	private final HandDriven owner = new HandDriven();

	private final LiveRoutingTable routes = new LiveRoutingTable(BalanceSettings.DEFAULT, this.owner, Runnable::run);

	private final RoundRobin roundRobin = RoundRobin.everywhere(this.routes);

	@Test
	void picksOneAfterTheOther() {
		judged("a b c");
		assertThat(picks(7)).isEqualTo("a b c a b c a");
	}

	@Test
	void neverPicksWhoIsOut() {
		judged("a b!H c");
		assertThat(picks(4)).isEqualTo("a c a c");
	}

	@Test
	void knowsNoServiceThatTheCatalogDoesNotKnow() {
		judged("a");
		assertThat(this.roundRobin.choose("payments")).isNull();
	}

	@Test
	void findsAServiceInAnyCase() {
		judged("a");
		assertThat(this.roundRobin.choose("ORDERS")).isNotNull();
	}

	@Test
	void prefersTheZoneWhereThatIsWanted() {
		this.routes.zone(new Zone("2", "westeurope"));
		this.owner.run();
		judged("a@1 b@2 c@2");
		RoundRobin nearby = RoundRobin.nearby(this.routes);
		assertThat(TestVerdicts.ids(List.of(nearby.choose("orders"), nearby.choose("orders"), nearby.choose("orders"))))
			.isEqualTo("b c b");
		assertThat(picks(3)).isEqualTo("a b c");
	}

	@Test
	void givesANewcomerAGrowingShare() {
		LiveRoutingTable slow = new LiveRoutingTable(
				BalanceSettings.builder().slowStart(Duration.ofSeconds(100)).build(), this.owner, Runnable::run);
		RoundRobin careful = RoundRobin.everywhere(slow);
		slow.judged("orders", TestVerdicts.members("a"));
		slow.judged("orders", TestVerdicts.members("a n"));
		for (int tenths = 1; tenths <= 10; tenths++) {
			int newcomer = 0;
			for (int call = 0; call < 100 + 10 * tenths; call++) {
				newcomer += careful.choose("orders").id().equals("n") ? 1 : 0;
			}
			assertThat(newcomer).isBetween(10 * tenths - 1, 10 * tenths + 1);
			this.owner.pass(Duration.ofSeconds(10));
		}
		assertThat(this.owner.timers()).as("nothing is left to do").isZero();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void staysEvenWhileInstancesComeAndGo(long seed) {
		Random random = new Random(seed);
		List<String> others = new ArrayList<>(IntStream.range(0, 20).mapToObj((i) -> "o" + i).toList());
		Map<String, Integer> picks = new HashMap<>();
		int changes = 50;
		for (int change = 0; change <= changes; change++) {
			Collections.shuffle(others, random);
			String out = others.stream()
				.limit(random.nextInt(20))
				.map((id) -> random.nextBoolean() ? id : id + "!H")
				.collect(Collectors.joining(" "));
			judged(("k1 k2 n1 p1 p9 " + out).strip());
			for (int call = random.nextInt(100); call > 0; call--) {
				picks.merge(this.roundRobin.choose("orders").id(), 1, Integer::sum);
			}
		}
		List<Integer> constant = List.of("k1", "k2", "n1", "p1", "p9").stream().map(picks::get).toList();
		assertThat(Collections.max(constant) - Collections.min(constant)).as("seed %s: %s", seed, constant)
			.isLessThanOrEqualTo(1 + changes);
	}

	@Test
	void staysEvenWhenTheCounterOverflows() {
		judged("a b c");
		InstanceRotation rota = this.routes.route("orders").everywhere();
		rota.callsSoFar(Integer.MAX_VALUE - 1);
		assertThat(
				IntStream.range(0, 9).mapToObj((call) -> rota.next().id()).collect(Collectors.groupingBy((id) -> id)))
			.hasSize(3)
			.allSatisfy((id, times) -> assertThat(times).hasSizeBetween(2, 4));
	}

	private void judged(String members) {
		this.routes.judged("orders", TestVerdicts.members(members));
	}

	private String picks(int number) {
		List<Instance> picks = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			picks.add(this.roundRobin.choose("orders"));
		}
		return TestVerdicts.ids(picks);
	}

}
