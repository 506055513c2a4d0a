package io.github.azurediscovery.fleet;

import java.time.Duration;
import java.util.Collections;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a fleet costs Azure and the store, however many members it has. */
class FleetScaleTests {

	/** Ten thousand with {@code -Dfleet.members=10000}. */
	private static final int MEMBERS = Integer.getInteger("fleet.members", 2_000);

	private static final Duration WHILE = Duration.ofMinutes(2);

	@Test
	void manyMembersCostAzureWhatOneDoes() {
		VirtualFleet one = new VirtualFleet(1).candidates(1).pass(WHILE);
		VirtualFleet many = new VirtualFleet(1).candidates(3).members(MEMBERS - 3, FleetSettings.DEFAULT).pass(WHILE);
		assertThat(many.members).allSatisfy((member) -> assertThat(member.orders()).hasSize(20));
		assertThat(many.azure.asked.size()).isBetween(one.azure.asked.size() - 1, one.azure.asked.size() + 1);
		int starting = Collections.max(many.headsPerSecond.values());
		int running = Collections.max(many.headsPerSecond.tailMap(60L).values());
		System.out.println("F1: Azure asked " + many.azure.asked.size() + " times by " + MEMBERS + " members, "
				+ one.azure.asked.size() + " times by one; worst second at the head " + starting
				+ " while all start, then " + running);
		assertThat(running).isLessThanOrEqualTo(450);
	}

	@Test
	void whereAllMayBeThePollerFewTryToBe() {
		VirtualFleet all = new VirtualFleet(2).candidates(500).pass(Duration.ofMinutes(2));
		assertThat(all.pollers()).hasSize(1);
		all.poller().process.kill();
		all.outcomes.clear();
		all.pass(Duration.ofMinutes(2));
		assertThat(all.outcomes.stream().filter((outcome) -> outcome.startsWith("acquire-lease"))).hasSizeLessThan(4);
	}

}
