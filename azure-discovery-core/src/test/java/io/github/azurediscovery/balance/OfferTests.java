package io.github.azurediscovery.balance;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OfferTests {

	@Test
	void offersWhoIsRoutable() {
		assertThat(offer("a b c!H d!S e!M", 0)).isEqualTo("a b");
	}

	@Test
	void whenNobodyIsRoutableTheSoftReturnFirst() {
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
	void theSuspectIsOfferedOnlyWhenNobodyElseIsRoutable() {
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
	void theDeadDoNotReturnWhileAnybodyElseIsThere() {
		assertThat(offer("a b!H c!H d!H", 0.9)).isEqualTo("a");
		assertThat(offer("a b!H c!H d!S", 0.9)).isEqualTo("panic: a d");
	}

	@Test
	void aThresholdOfOneOffersTheSoftAlways() {
		assertThat(offer("a b c d e!S", 1)).isEqualTo("panic: a b c d e");
		assertThat(offer("a b c d e", 1)).isEqualTo("a b c d e");
	}

	private static String offer(String members, double panicThreshold) {
		Offer offer = Offer.of(Judged.members(members), panicThreshold);
		return (offer.panic() ? "panic: " : "") + Judged.ids(offer.instances());
	}

}
