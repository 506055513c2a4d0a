package io.github.azurediscovery.balance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.azurediscovery.catalog.Instance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlowStartStepsTests {

	private final SlowStartSteps slowStart = new SlowStartSteps();

	@Test
	void aNewcomerBeginsWithATenthAndGrowsByATenth() {
		update("a b c");
		update("a b c n");
		for (int step = 1; step <= SlowStartSteps.STEPS; step++) {
			assertThat(shareOf("n", "a b c n")).as("step %s", step).isEqualTo(step / 10.0);
			this.slowStart.step();
		}
		assertThat(this.slowStart.underway()).isFalse();
	}

	@Test
	void whoIsThereFromTheBeginningIsNoNewcomer() {
		update("a b c");
		assertThat(this.slowStart.turns(instances("a b c"))).containsExactly(instances("a b c"));
	}

	@Test
	void whereAllAreNewcomersNoneIs() {
		update("a b");
		update("c d");
		assertThat(this.slowStart.turns(instances("c d"))).containsExactly(instances("c d"));
	}

	@Test
	void newcomersOfDifferentAgesGrowEachAtTheirOwnPace() {
		update("a");
		update("a m");
		this.slowStart.step();
		this.slowStart.step();
		update("a m n");
		assertThat(shareOf("m", "a m n")).isEqualTo(0.3);
		assertThat(shareOf("n", "a m n")).isEqualTo(0.1);
	}

	@Test
	void theFirstStepBeginsWhenAnInstanceIsRoutable() {
		update("a");
		update("a n!S");
		this.slowStart.step();
		assertThat(this.slowStart.underway()).isFalse();
		update("a n");
		assertThat(this.slowStart.underway()).isTrue();
		assertThat(shareOf("n", "a n")).isEqualTo(0.1);
	}

	@Test
	void whoLeavesAndReturnsIsANewcomer() {
		update("a b");
		update("a");
		update("a b");
		assertThat(shareOf("b", "a b")).isEqualTo(0.1);
	}

	@Test
	void whoWasEjectedIsNoNewcomer() {
		update("a b");
		update("a b!H");
		update("a b");
		assertThat(this.slowStart.underway()).isFalse();
	}

	@Test
	void roundRobinOverWhatIsOfferedStaysEven() {
		update("a b c");
		update("a b c m n");
		this.slowStart.step();
		this.slowStart.step();
		update("a b c m n o");
		InstanceRotation rota = InstanceRotation.inTurn(this.slowStart.turns(instances("a b c m n o")),
				new AtomicInteger());
		Map<String, Integer> picks = new HashMap<>();
		int position = 0;
		int round = 3 * 10 + 2 * 3 + 1;
		for (int call = 0; call < 7 * round; call++) {
			List<Instance> offered = rota.lists().get(rota.turn());
			assertThat(new HashSet<>(offered)).as("no instance twice in a list").hasSameSizeAs(offered);
			picks.merge(offered.get(position++ % offered.size()).id(), 1, Integer::sum);
		}
		assertThat(picks).containsEntry("a", 70)
			.containsEntry("b", 70)
			.containsEntry("c", 70)
			.containsEntry("m", 21)
			.containsEntry("n", 21)
			.containsEntry("o", 7);
	}

	private double shareOf(String id, String offered) {
		List<List<Instance>> turns = this.slowStart.turns(instances(offered));
		long there = turns.stream().filter((list) -> list.stream().anyMatch((one) -> one.id().equals(id))).count();
		return (double) there / turns.size();
	}

	private void update(String members) {
		this.slowStart.update(TestVerdicts.members(members));
	}

	private static List<Instance> instances(String members) {
		OfferedInstances offer = new OfferedInstances(0);
		offer.update(TestVerdicts.members(members));
		return offer.instances();
	}

}
