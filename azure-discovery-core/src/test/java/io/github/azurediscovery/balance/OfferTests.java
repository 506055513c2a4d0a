package io.github.azurediscovery.balance;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.Standing;
import io.github.azurediscovery.health.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OfferTests {

	@Test
	void offersWhoIsRoutable() {
		Offer offer = Offer.of(members("R R H S M"), 0);
		assertThat(ids(offer)).isEqualTo("01");
		assertThat(offer.panic()).isFalse();
	}

	@Test
	void whenNobodyIsRoutableTheSoftReturnFirst() {
		Offer offer = Offer.of(members("H S M S"), 0);
		assertThat(ids(offer)).isEqualTo("13");
		assertThat(offer.panic()).isTrue();
	}

	@Test
	void beforeTheDeadReturnThoseInMaintenance() {
		assertThat(ids(Offer.of(members("H M"), 0))).isEqualTo("1");
	}

	@Test
	void theDeadReturnLast() {
		assertThat(ids(Offer.of(members("H H"), 0))).isEqualTo("01");
	}

	@Test
	void panicsAtTheThresholdAndNotAboveIt() {
		assertThat(ids(Offer.of(members("R S S S"), 0.25))).isEqualTo("0123");
		assertThat(ids(Offer.of(members("R R S S S"), 0.25))).isEqualTo("01");
	}

	@Test
	void maintenanceIsLeftOutOfTheShare() {
		assertThat(Offer.of(members("R R S M M M M M M"), 0.5).panic()).isFalse();
	}

	@Test
	void theDeadDoNotReturnWhileAnybodyElseIsThere() {
		Offer offer = Offer.of(members("R H H H"), 0.9);
		assertThat(ids(offer)).isEqualTo("0");
		assertThat(offer.panic()).isFalse();
	}

	private static String ids(Offer offer) {
		return String.join("", offer.instances().stream().map(Instance::id).toList());
	}

	private static List<Verdict> members(String standings) {
		List<Verdict> members = new ArrayList<>();
		for (String letter : standings.split(" ")) {
			Standing standing = switch (letter) {
				case "R" -> Standing.ROUTABLE;
				case "S" -> Standing.SOFT;
				case "M" -> Standing.MAINTENANCE;
				default -> Standing.HARD;
			};
			Instance instance = Instance.of(String.valueOf(members.size()), "orders", "10.0.0.1", 80).build();
			members.add(new Verdict(instance, new InstanceHealth(standing == Standing.ROUTABLE, PlatformStatus.RUNNING,
					(standing == Standing.MAINTENANCE) ? "Preempt" : null, null, null), standing));
		}
		return members;
	}

}
