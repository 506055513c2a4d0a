package io.github.azurediscovery.balance;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NearbyZoneSelectionTests {

	private static final Zone TWO = new Zone("2", "westeurope");

	private final NearbyZoneSelection watch = new NearbyZoneSelection();

	@Test
	void offersWhoIsInTheZone() {
		assertThat(nearby("a@1 b@2 c@2 d@3")).isEqualTo("b c");
	}

	@Test
	void offersAllInstancesWithoutAZone() {
		assertThat(nearby(Zone.NONE, "a@1 b@2 c")).isEqualTo("a b c");
	}

	@Test
	void offersAllInstancesWhenTheZoneHasNone() {
		assertThat(nearby("a@1 b@3 c")).isEqualTo("a b c");
	}

	@Test
	void leavesTheZoneWhenItsRoutableShareIsUnderTheMinimum() {
		assertThat(nearby("a@1 b@2 c@2!H")).isEqualTo("b");
		assertThat(nearby("a@1 b@2 c@2!H d@2!S")).isEqualTo("a b");
	}

	@Test
	void leavesTheZoneForAMomentWhileItsOnlyInstanceIsSuspect() {
		assertThat(nearby("a@1 b@2!? c@3")).isEqualTo("a c");
		assertThat(nearby("a@1 b@2 c@3")).as("and returns at once").isEqualTo("b");
	}

	@Test
	void returnsOnlySomeWayAboveTheMinimum() {
		assertThat(nearby("a@1 b@2 c@2!H d@2!H")).isEqualTo("a b");
		assertThat(nearby("a@1 b@2 c@2!H")).as("at the minimum again").isEqualTo("a b");
		assertThat(nearby("a@1 b@2 c@2 d@2!H")).isEqualTo("b c");
		assertThat(nearby("a@1 b@2 c@2!H")).as("down to the minimum").isEqualTo("b");
	}

	@Test
	void aMinimumOfOneIsReachedAgainWhenAllAreRoutable() {
		assertThat(nearby(TWO, 1, "a@1 b@2 c@2!H")).isEqualTo("a b");
		assertThat(nearby(TWO, 1, "a@1 b@2 c@2")).isEqualTo("b c");
	}

	@Test
	void aMinimumOfZeroStaysWhileOneIsRoutable() {
		assertThat(nearby(TWO, 0, "a@1 b@2 c@2!H d@2!H")).isEqualTo("b");
		assertThat(nearby(TWO, 0, "a@1 b@2!H")).isEqualTo("a");
	}

	@Test
	void inPanicTheZoneDoesNotMatter() {
		assertThat(nearby("a@1!S b@2!S")).isEqualTo("a b");
	}

	@Test
	void aZoneOfAnotherRegionIsFar() {
		assertThat(nearby(new Zone("2", "northeurope"), "a@1 b@2")).isEqualTo("a b");
		assertThat(nearby(new Zone("2", "WestEurope"), "a@1 b@2")).isEqualTo("b");
		assertThat(nearby(new Zone("2", null), "a@1 b@2")).isEqualTo("b");
	}

	private String nearby(String members) {
		return nearby(TWO, members);
	}

	private String nearby(Zone zone, String members) {
		return nearby(zone, 0.5, members);
	}

	private String nearby(Zone zone, double minShare, String members) {
		OfferedInstances offer = new OfferedInstances(0);
		offer.update(TestVerdicts.members(members));
		return TestVerdicts.ids(this.watch.nearby(zone, minShare, offer));
	}

}
