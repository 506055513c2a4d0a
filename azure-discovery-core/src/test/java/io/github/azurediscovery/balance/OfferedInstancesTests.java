package io.github.azurediscovery.balance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.InstanceStanding;
import io.github.azurediscovery.health.InstanceVerdict;
import io.github.azurediscovery.health.VerdictList;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OfferedInstancesTests {

	@Test
	void offersTheRoutable() {
		assertThat(offer("a b c!H d!S e!M", 0)).isEqualTo("a b");
	}

	@Test
	void whenNoneIsRoutableTheSoftReturnFirst() {
		assertThat(offer("a!H b!S c!M d!S", 0)).isEqualTo("panic: b d");
	}

	@Test
	void beforeTheDeadReturnThoseInMaintenance() {
		assertThat(offer("a!H b!M", 0)).isEqualTo("panic: b");
	}

	@Test
	void theDeadReturnLast() {
		assertThat(offer("a!H b!H", 0)).isEqualTo("panic: a b");
	}

	@Test
	void theSuspectIsOfferedOnlyWhenNoOtherIsRoutable() {
		assertThat(offer("a b!? c", 0)).isEqualTo("a c");
		assertThat(offer("a!? b!H", 0)).isEqualTo("a");
		assertThat(offer("a!? b!S c!?", 0)).isEqualTo("a c");
	}

	@Test
	void panicsAtTheThresholdAndNotAboveIt() {
		assertThat(offer("a b!S c!S d!S", 0.25)).isEqualTo("panic: a b c d");
		assertThat(offer("a b c!S d!S e!S", 0.25)).isEqualTo("a b");
	}

	@Test
	void maintenanceIsLeftOutOfTheShare() {
		assertThat(offer("a b c!S d!M e!M f!M g!M h!M", 0.5)).isEqualTo("a b");
	}

	@Test
	void theDeadDoNotReturnWhileAnotherIsThere() {
		assertThat(offer("a b!H c!H d!H", 0.9)).isEqualTo("a");
		assertThat(offer("a b!H c!H d!S", 0.9)).isEqualTo("panic: a d");
	}

	@Test
	void aThresholdOfOneOffersTheSoftAlways() {
		assertThat(offer("a b c d e!S", 1)).isEqualTo("panic: a b c d e");
		assertThat(offer("a b c d e", 1)).isEqualTo("a b c d e");
	}

	@Test
	void aChangedVerdictTakesOutOrPutsInItsInstanceOnly() {
		OfferedInstances offer = new OfferedInstances(0);
		offer.update(TestVerdicts.members("a b c d"));
		assertThat(offer.update(changed(offer, "b", InstanceStanding.HARD))).as("a member was replaced").isFalse();
		assertThat(TestVerdicts.ids(offer.instances())).isEqualTo("a c d");
		offer.update(changed(offer, "d", InstanceStanding.SOFT));
		offer.update(changed(offer, "b", InstanceStanding.ROUTABLE));
		assertThat(TestVerdicts.ids(offer.instances())).isEqualTo("a b c");
	}

	@Test
	void aNewerInstanceTakesThePlaceOfTheOlder() {
		OfferedInstances offer = new OfferedInstances(0);
		offer.update(TestVerdicts.members("a b c"));
		List<InstanceVerdict> next = new ArrayList<>(offer.members());
		next.set(1, TestVerdicts.members("b@2").get(0));
		assertThat(offer.update(VerdictList.of(next))).as("a member was replaced").isTrue();
		assertThat(offer.instances()).extracting(Instance::zone).containsExactly(null, "2", null);
	}

	@Test
	void afterAnyHistoryItOffersWhatOneMadeAnewOffers() {
		Random random = new Random(42);
		for (double threshold : new double[] { 0, 0.3, 0.7 }) {
			OfferedInstances offer = new OfferedInstances(threshold);
			offer.update(TestVerdicts.members("a b c d e f g h i j k l"));
			for (int change = 0; change < 2_000; change++) {
				VerdictList next = offer.members();
				for (int i = random.nextInt(3); i >= 0; i--) {
					next = changed(next, random.nextInt(next.size()),
							InstanceStanding.values()[random.nextInt(InstanceStanding.values().length)]);
				}
				offer.update(next);
				assertThat(text(offer)).isEqualTo(offer(next, threshold));
			}
		}
	}

	private static VerdictList changed(OfferedInstances offer, String id, InstanceStanding standing) {
		List<String> ids = offer.members().stream().map((member) -> member.instance().id()).toList();
		return changed(offer.members(), ids.indexOf(id), standing);
	}

	private static VerdictList changed(VerdictList members, int position, InstanceStanding standing) {
		List<InstanceVerdict> changed = new ArrayList<>(members);
		changed.set(position, TestVerdicts.verdict(members.get(position).instance(), standing));
		return VerdictList.of(changed);
	}

	private static String offer(String members, double panicThreshold) {
		return offer(TestVerdicts.members(members), panicThreshold);
	}

	private static String offer(VerdictList members, double panicThreshold) {
		OfferedInstances offer = new OfferedInstances(panicThreshold);
		offer.update(members);
		return text(offer);
	}

	private static String text(OfferedInstances offer) {
		return (offer.panic() ? "panic: " : "") + TestVerdicts.ids(offer.instances());
	}

}
