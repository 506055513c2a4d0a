package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.function.UnaryOperator;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.fleet.FleetListener.ElectionOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What nothing may throw is thrown beside the poller: it goes on, or another does. */
class PollerFaultTests {

	@Test
	void whatListenersThrowChangesNothing() {
		VirtualFleet fleet = new VirtualFleet(31).members(2, FleetSettings.builder().candidate(true).build(),
				(member) -> {
					var unused = member.listeners.subscribe(failing());
					return true;
				});
		fleet.pass(Duration.ofMinutes(3));
		assertThat(fleet.pollers()).hasSize(1);
		assertCurrent(fleet);
		fleet.poller().process.execute(() -> fleet.store.breakLease());
		fleet.pass(Duration.ofMinutes(3));
		assertThat(fleet.pollers()).hasSize(1);
		assertCurrent(fleet);
	}

	@Test
	void aDiscoveryThatFindsNoThreadIsClosedAndStartedAgain() {
		VirtualFleet fleet = new VirtualFleet(32);
		fleet.azure.failOneStart();
		fleet.candidates(1).pass(Duration.ofMinutes(2));
		assertThat(fleet.poller().elections).containsExactly(ElectionOutcome.WON);
		assertThat(fleet.azure.open).isOne();
		assertCurrent(fleet);
	}

	@Test
	void aPollerThatNeverBeginsGivesTheSeatToAnother() {
		VirtualFleet fleet = new VirtualFleet(33).candidates(1);
		VirtualMember first = fleet.members.get(0);
		fleet.azure.failStarts((process) -> process == first.process);
		fleet.pass(Duration.ofMinutes(2)).candidates(1).pass(Duration.ofMinutes(4));
		assertThat(first.elections).containsExactly(ElectionOutcome.WON, ElectionOutcome.RESIGNED);
		assertThat(fleet.pollers()).hasSize(1).doesNotContain(first);
		assertThat(fleet.azure.open).isOne();
		assertCurrent(fleet);
	}

	@Test
	void aHeadThatIsNeverWrittenGivesTheSeatToAnother() {
		VirtualFleet fleet = new VirtualFleet(34).candidates(1).pass(Duration.ofMinutes(2));
		VirtualMember first = fleet.poller();
		fleet.azure.failStatuses((process) -> process == first.process);
		fleet.candidates(1).pass(Duration.ofMinutes(6));
		assertThat(first.elections).endsWith(ElectionOutcome.RESIGNED);
		assertThat(fleet.pollers()).hasSize(1).doesNotContain(first);
	}

	@ParameterizedTest
	@ValueSource(strings = { "readHead", "readContent", "writeContent", "createHead", "writeHead", "acquireLease",
			"renewLease", "releaseLease", "listContents", "deleteContent" })
	void aStoreThatThrowsOnceStopsNothing(String operation) {
		for (int calls = 0; calls < 4; calls++) {
			VirtualFleet fleet = new VirtualFleet(35 + calls, UnaryOperator.identity());
			fleet.store.surprise(operation, calls, new IllegalStateException("a fault of this store"));
			fleet.candidates(2).pass(Duration.ofMinutes(5));
			assertCurrent(fleet);
			fleet.store.surprise(operation, calls, new NoClassDefFoundError("a class of this store"));
			VirtualMember ending = fleet.poller();
			ending.process.execute(() -> ending.candidate.stop());
			fleet.pass(Duration.ofMinutes(5));
			assertThat(fleet.pollers()).hasSize(1).doesNotContain(ending);
			fleet.azure.estate.add(Instance.of("vm-new", "orders", "10.1.0.1", 8080).build());
			fleet.pass(Duration.ofMinutes(150));
			assertThat(fleet.poller().orders()).hasSize(21);
			assertThat(fleet.azure.open).isOne();
			assertCurrent(fleet);
			assertThat(fleet.store.requests(operation)).isPositive();
		}
	}

	@Test
	void theFirstContentIsNewsThoughItsHeadWasWrittenLate() {
		for (int seed = 40; seed < 45; seed++) {
			VirtualFleet fleet = new VirtualFleet(seed, UnaryOperator.identity()).candidates(1);
			fleet.store.surprise("writeHead", 1, new IllegalStateException("a fault of this store"));
			fleet.until((all) -> all.store.requests("writeHead") > 2);
			fleet.pass(Duration.ofSeconds(6));
			assertThat(fleet.poller().orders()).as("seed %s", seed).hasSize(20);
		}
	}

	private static void assertCurrent(VirtualFleet fleet) {
		assertThat(fleet.members).allSatisfy((member) -> {
			assertThat(member.age()).isLessThan(Duration.ofSeconds(100));
			assertThat(member.refresher.sources().get(0).error()).isNull();
		});
	}

	private static FleetListener failing() {
		return new FleetListener() {

			@Override
			public void elected(ElectionOutcome outcome) {
				throw new AssertionError("told of " + outcome);
			}

		};
	}

}
