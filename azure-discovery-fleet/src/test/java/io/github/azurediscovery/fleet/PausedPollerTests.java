package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.azurediscovery.fleet.store.FleetHead;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The poller is stopped in any moment, for longer than its lease, and woken. */
class PausedPollerTests {

	@Test
	void theStoreAcceptsNothingFromItAndNoReaderGoesBack() {
		int deposed = 0;
		int refusedWrites = 0;
		for (int seed = 0; seed < 100; seed++) {
			Random random = new Random(seed);
			VirtualFleet fleet = new VirtualFleet(seed).candidates(3)
				.members(3, FleetSettings.DEFAULT)
				.pass(Duration.ofMinutes(2).plusMillis(random.nextInt(60_000)));
			VirtualMember paused = fleet.poller();
			List<FleetHead> written = new ArrayList<>();
			boolean suspended = seed % 2 == 1;
			if (suspended) {
				paused.process.suspend();
			}
			else {
				paused.process.stop();
			}
			fleet.pass(Duration.ofSeconds(60).plusMillis(random.nextInt(60_000)));
			fleet.until((all) -> all.pollers().size() > 1);
			fleet.outcomes.clear();
			VirtualMember next = fleet.pollers()
				.stream()
				.filter((member) -> member != paused)
				.findFirst()
				.orElseThrow();
			written.add(head(fleet));
			paused.process.wake();
			for (int i = 0; i < 240; i++) {
				fleet.pass(Duration.ofMillis(500));
				FleetHead head = head(fleet);
				assertThat(head.precedes(written.get(written.size() - 1))).as("seed %s", seed).isFalse();
				assertThat(head.poller()).as("seed %s", seed).isEqualTo(written.get(0).poller());
				written.add(head);
			}
			assertThat(fleet.pollers()).containsExactly(next);
			assertThat(paused.elections).endsWith(FleetListener.ElectionOutcome.DEPOSED);
			deposed++;
			refusedWrites += (int) fleet.outcomes.stream()
				.filter((outcome) -> outcome.equals("write-head precondition"))
				.count();
			assertThat(fleet.outcomes).noneMatch((outcome) -> outcome.startsWith("read-head refused"));
		}
		assertThat(refusedWrites).isPositive();
		System.out.println("F3: " + deposed + " pollers woken after two leases; 0 writes accepted, " + refusedWrites
				+ " tried and refused");
	}

	private static FleetHead head(VirtualFleet fleet) {
		try {
			return fleet.store.readHead().head();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
