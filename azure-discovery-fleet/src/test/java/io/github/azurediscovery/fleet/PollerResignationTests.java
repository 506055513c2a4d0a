package io.github.azurediscovery.fleet;

import java.time.Duration;

import io.github.azurediscovery.fleet.FleetListener.ElectionOutcome;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.source.SourceException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A poller that cannot ask Azure, and what a candidate may do without the store. */
class PollerResignationTests {

	private final VirtualFleet fleet = new VirtualFleet(11).candidates(2).pass(Duration.ofMinutes(2));

	private final VirtualMember first = this.fleet.poller();

	@ParameterizedTest
	@EnumSource(value = Reason.class, names = { "FORBIDDEN", "UNAUTHENTICATED", "UNREACHABLE" })
	void resignsForReasonsOfItsOwn(Reason reason) {
		this.fleet.azure.failWith(reason);
		this.fleet.pass(Duration.ofMinutes(2));
		assertThat(this.first.isPoller()).isTrue();
		assertThat(this.first.head().error()).contains("Azure is to fail: " + reason);
		this.fleet.pass(Duration.ofMinutes(5));
		assertThat(this.first.elections).endsWith(ElectionOutcome.RESIGNED);
		assertThat(this.fleet.pollers()).hasSize(1).doesNotContain(this.first);
		this.fleet.azure.failWith(null);
		this.fleet.pass(Duration.ofMinutes(10));
		assertThat(this.first.head().error()).isNull();
		assertThat(this.first.orders()).hasSize(20);
	}

	@ParameterizedTest
	@EnumSource(value = Reason.class, names = { "THROTTLED", "UNAVAILABLE", "TIMEOUT" })
	void keepsItsSeatWhereTheNextOneWouldFareNoBetter(Reason reason) {
		this.fleet.azure.failWith(reason);
		this.fleet.pass(Duration.ofMinutes(15));
		assertThat(this.fleet.pollers()).containsExactly(this.first);
		assertThat(this.first.orders()).hasSize(20);
		assertThat(this.first.age()).isGreaterThan(Duration.ofMinutes(14));
	}

	@Test
	void anOperatorMayBreakTheLease() {
		this.fleet.store.breakLease();
		this.fleet.pass(Duration.ofMinutes(2));
		assertThat(this.first.elections).contains(ElectionOutcome.DEPOSED);
		assertThat(this.fleet.pollers()).hasSize(1);
	}

	@Test
	void aCandidateMayAskAzureForItselfWhileTheStoreIsAway() {
		VirtualFleet fallback = new VirtualFleet(12)
			.members(1, FleetSettings.builder().candidate(true).fallback(FleetFallback.POLL).build())
			.pass(Duration.ofMinutes(2));
		VirtualMember member = fallback.members.get(0);
		fallback.store.failWith(Kind.UNREACHABLE);
		fallback.pass(Duration.ofMinutes(9));
		int asked = fallback.azure.asked.size();
		fallback.pass(Duration.ofMinutes(20));
		assertThat(fallback.azure.asked.size()).isGreaterThan(asked + 10);
		assertThat(member.age()).isLessThan(Duration.ofMinutes(2));
		fallback.store.failWith(null);
		fallback.pass(Duration.ofMinutes(10));
		assertThat(member.isPoller()).isTrue();
		assertThat(member.age()).isLessThan(Duration.ofMinutes(2));
	}

}
