package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.azurediscovery.health.CallOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Soft failures eject what does badly, and not where most of the others do likewise. */
class OutlierComparisonTests {

	static IntStream seeds() {
		return IntStream.range(0, 100);
	}

	@Test
	void whereAllFailNoneIsOut() {
		HealthFixture fleet = HealthFixture.of("1", "2", "3");
		for (int round = 0; round < 100; round++) {
			call(fleet, List.of("1", "2", "3"), CallOutcome.SOFT_FAILURE);
		}
		assertThat(fleet.routable()).containsExactly("1", "2", "3");
		assertThat(fleet.changes).isEmpty();
	}

	@Test
	void whereBothOfTwoFailNoneIsOut() {
		HealthFixture fleet = HealthFixture.of("1", "2");
		for (int round = 0; round < 20; round++) {
			call(fleet, List.of("1", "2"), CallOutcome.SOFT_FAILURE);
		}
		assertThat(fleet.routable()).containsExactly("1", "2");
	}

	@Test
	void theOnlyOneThatFailsIsOutAtItsFifthFailure() {
		HealthFixture fleet = HealthFixture.of("1", "2", "3");
		for (int round = 1; round <= 5; round++) {
			assertThat(fleet.routable()).contains("2");
			call(fleet, List.of("1", "3"), CallOutcome.SUCCESS);
			fleet.report("2", CallOutcome.SOFT_FAILURE, 1);
		}
		assertThat(fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void aStrayFailureOfTheOthersProtectsNone() {
		HealthFixture fleet = HealthFixture.of("1", "2", "3");
		for (int round = 1; round <= 5; round++) {
			call(fleet, List.of("1", "3"), CallOutcome.SOFT_FAILURE);
			call(fleet, List.of("1", "3"), CallOutcome.SUCCESS);
			fleet.report("2", CallOutcome.SOFT_FAILURE, 1);
		}
		assertThat(fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void whatFailedLongAgoDoesNotCompare() {
		HealthFixture fleet = HealthFixture.of("1", "2", "3")
			.report("1", CallOutcome.SOFT_FAILURE, 4)
			.report("3", CallOutcome.SOFT_FAILURE, 4);
		fleet.pass(SoftFailureStreak.MEMORY).report("2", CallOutcome.SOFT_FAILURE, 5);
		assertThat(fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void aClockThatIsSetBackProtectsNone() {
		HealthFixture fleet = HealthFixture.of("1", "2", "3")
			.report("1", CallOutcome.SOFT_FAILURE, 4)
			.report("3", CallOutcome.SOFT_FAILURE, 4);
		fleet.jump(Duration.ofHours(-2)).report("2", CallOutcome.SOFT_FAILURE, 5);
		assertThat(fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void whenTheSharedTroubleIsOverTheOneThatStillFailsIsOut() {
		HealthFixture fleet = HealthFixture.of("1", "2", "3");
		for (int round = 0; round < 10; round++) {
			call(fleet, List.of("1", "2", "3"), CallOutcome.SOFT_FAILURE);
		}
		for (int round = 0; round < 15; round++) {
			call(fleet, List.of("1", "3"), CallOutcome.SUCCESS);
			fleet.report("2", CallOutcome.SOFT_FAILURE, 1).pass(Duration.ofSeconds(1));
		}
		assertThat(fleet.routable()).containsExactly("1", "3");
	}

	@Test
	void theLastOneThatIsLeftIsNotPutOut() {
		HealthFixture fleet = HealthFixture.of("1", "2").refuse("1").report("2", CallOutcome.SOFT_FAILURE, 10);
		assertThat(fleet.routable()).containsExactly("2");
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void theSingleBadOneIsOutWhateverTheOthersStrayFailures(int seed) {
		Random random = new Random(seed);
		int size = 3 + random.nextInt(20);
		String[] ids = IntStream.rangeClosed(1, size).mapToObj(String::valueOf).toArray(String[]::new);
		HealthFixture fleet = HealthFixture.of(ids);
		String bad = ids[random.nextInt(size)];
		for (int round = 0; round < 30; round++) {
			for (String id : ids) {
				boolean fails = id.equals(bad) || random.nextInt(20) == 0;
				fleet.report(id, fails ? CallOutcome.SOFT_FAILURE : CallOutcome.SUCCESS, 1);
			}
		}
		assertThat(fleet.healthOf(bad).routable()).as("seed %d, %d instances", seed, size).isFalse();
		assertThat(fleet.routable()).as("seed %d", seed).hasSize(size - 1);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aSharedOutageInAnyOrderTakesOutNone(int seed) {
		Random random = new Random(seed);
		int size = 1 + random.nextInt(20);
		String[] ids = IntStream.rangeClosed(1, size).mapToObj(String::valueOf).toArray(String[]::new);
		HealthFixture fleet = HealthFixture.of(ids);
		call(fleet, List.of(ids), CallOutcome.SOFT_FAILURE);
		for (int call = 0; call < 40 * size; call++) {
			fleet.report(ids[random.nextInt(size)], CallOutcome.SOFT_FAILURE, 1);
		}
		assertThat(fleet.changes).as("seed %d, %d instances", seed, size).isEmpty();
	}

	private static void call(HealthFixture fleet, List<String> ids, CallOutcome outcome) {
		ids.forEach((id) -> fleet.report(id, outcome, 1));
	}

}
