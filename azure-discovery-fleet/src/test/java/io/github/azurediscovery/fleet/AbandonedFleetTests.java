package io.github.azurediscovery.fleet;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** All candidates are gone. */
class AbandonedFleetTests {

	private final VirtualFleet fleet = new VirtualFleet(11).candidates(2)
		.members(1, FleetSettings.DEFAULT)
		.pass(Duration.ofMinutes(3));

	@Test
	void membersKeepTheirInstancesAndSaySo() {
		VirtualMember member = this.fleet.members.get(2);
		leave();
		this.fleet.pass(Duration.ofMinutes(5));
		assertThat(member.orders()).hasSize(20);
		assertThat(error(member)).contains("no poller: the head is").contains("no candidate takes over");
		this.fleet.candidates(1).pass(Duration.ofMinutes(7));
		assertThat(error(member)).isNull();
		assertThat(member.age()).isLessThan(Duration.ofSeconds(90));
	}

	@Test
	void aMemberThatStartsLaterHasTheLastInstancesWithTheirAge() {
		leave();
		this.fleet.pass(Duration.ofHours(1)).members(1, FleetSettings.DEFAULT).pass(Duration.ofMinutes(1));
		VirtualMember late = this.fleet.members.get(3);
		assertThat(late.orders()).hasSize(20);
		assertThat(late.age()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(63));
		this.fleet.pass(Duration.ofMinutes(5));
		assertThat(late.orders()).hasSize(20);
		assertThat(error(late)).contains("no candidate takes over");
	}

	private void leave() {
		this.fleet.members.stream().limit(2).forEach((candidate) -> candidate.process.kill());
	}

	private static String error(VirtualMember member) {
		return member.refresher.sources().get(0).error();
	}

}
