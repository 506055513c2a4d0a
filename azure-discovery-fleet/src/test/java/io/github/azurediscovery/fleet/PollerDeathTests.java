package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.azurediscovery.fleet.store.FleetHead;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The poller is killed, and another takes its seat. */
class PollerDeathTests {

	@Test
	void theNextContentComesSoonAndChangesNothing() {
		List<Duration> waits = new ArrayList<>();
		for (int seed = 0; seed < 100; seed++) {
			VirtualFleet fleet = new VirtualFleet(seed).candidates(3)
				.members(3, FleetSettings.DEFAULT)
				.pass(Duration.ofMinutes(3).plusMillis(371L * seed));
			fleet.members.forEach(VirtualMember::noteChanges);
			VirtualMember killed = fleet.poller();
			long term = fleet.members.get(0).head().term();
			killed.process.kill();
			waits.add(fleet.until((all) -> hasOwnContent(all, term)));
			fleet.pass(Duration.ofMinutes(4));
			assertThat(fleet.changes()).as("seed %s", seed).isEmpty();
			fleet.members.stream()
				.filter((member) -> member != killed)
				.forEach((member) -> assertThat(member.orders()).hasSize(20));
		}
		Collections.sort(waits);
		System.out
			.println("F2: next content after " + waits.get(0) + " to " + waits.get(99) + ", median " + waits.get(50));
		assertThat(waits.get(99)).isLessThanOrEqualTo(Duration.ofSeconds(75));
	}

	private static boolean hasOwnContent(VirtualFleet fleet, long term) {
		try {
			FleetHead head = fleet.store.readHead().head();
			return head.term() > term && !head.sources().isEmpty() && head.error() == null
					&& head.sources().get(0).asOf() != null && fleet.pollers().size() > 0;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void theNextPollerReadsItsOwnHeadAtOnce() {
		VirtualFleet fleet = new VirtualFleet(8).candidates(2).pass(Duration.ofMinutes(3));
		VirtualMember killed = fleet.poller();
		killed.process.kill();
		fleet.until((all) -> all.pollers().stream().anyMatch((member) -> member != killed));
		fleet.pass(Duration.ofSeconds(3));
		VirtualMember next = fleet.members.stream().filter((member) -> member != killed).findFirst().orElseThrow();
		assertThat(next.head().term()).isEqualTo(2);
	}

	@Test
	void aPollerThatEndsLeavesItsSeatFree() {
		VirtualFleet fleet = new VirtualFleet(7).candidates(2).pass(Duration.ofMinutes(2));
		VirtualMember ending = fleet.poller();
		ending.process.execute(() -> ending.candidate.stop());
		Duration wait = fleet.until((all) -> all.pollers().stream().anyMatch((member) -> member != ending));
		assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(42));
		assertThat(ending.elections).endsWith(FleetListener.ElectionOutcome.RELEASED);
	}

}
