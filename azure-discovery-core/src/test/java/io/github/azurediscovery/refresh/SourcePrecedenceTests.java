package io.github.azurediscovery.refresh;

import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.catalog.Snapshot;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A service that another source has takes nothing from one that gives way. */
class SourcePrecedenceTests {

	private final SourcePrecedence givingWay = new SourcePrecedence((source, service) -> source.equals("tags"));

	private final LastGoodAnswer tags = says("tags", instance("intruder", "ledger"), instance("vm", "orders"));

	@Test
	void anothersServiceIsRejectedWithItsName() {
		Snapshot merged = merge(says("mine", instance("a", "ledger")), this.tags);
		assertThat(merged.instances("ledger")).extracting(Instance::id).containsExactly("a");
		assertThat(merged.instances("orders")).extracting(Instance::id).containsExactly("vm");
		assertThat(merged.rejected()).containsExactly(new Rejection("intruder", "ledger", RejectionReason.SERVICE_TAKEN,
				"service ledger is that of source 'mine', and takes no VMs by the tag convention"));
	}

	@Test
	void theOrderOfSourcesDoesNotMatter() {
		LastGoodAnswer mine = says("mine", instance("a", "ledger"));
		assertThat(merge(this.tags, mine).instances("ledger")).isEqualTo(merge(mine, this.tags).instances("ledger"));
	}

	@Test
	void whatTheGuardHoldsIsHadAsWell() {
		Instance held = instance("a", "ledger").toBuilder().held(true).build();
		assertThat(merge(says("mine", held), this.tags).instances("ledger")).extracting(Instance::id)
			.containsExactly("a");
	}

	@Test
	void aServiceThatWasLetGoIsFree() {
		assertThat(merge(says("mine"), this.tags).instances("ledger")).extracting(Instance::id)
			.containsExactly("intruder");
	}

	@Test
	void severalThatGiveWayShareAService() {
		LastGoodAnswer other = says("tags@b", instance("b", "orders"));
		Snapshot merged = LastGoodAnswer.merge(
				new SourcePrecedence((source, service) -> source.startsWith("tags")).settle(List.of(this.tags, other)),
				Snapshot.EMPTY);
		assertThat(merged.instances("orders")).hasSize(2);
	}

	@Test
	void aSourceMayGiveWayWithSomeServicesOnly() {
		LastGoodAnswer mine = says("mine", instance("a", "ledger"), instance("b", "orders"));
		SourcePrecedence some = new SourcePrecedence(
				(source, service) -> source.equals("tags") && service.equals("ledger"));
		Snapshot merged = LastGoodAnswer.merge(some.settle(List.of(mine, this.tags)), Snapshot.EMPTY);
		assertThat(merged.instances("ledger")).extracting(Instance::id).containsExactly("a");
		assertThat(merged.instances("orders")).extracting(Instance::id).containsExactly("b", "vm");
	}

	private Snapshot merge(LastGoodAnswer... all) {
		return LastGoodAnswer.merge(this.givingWay.settle(List.of(all)), Snapshot.EMPTY);
	}

	private static LastGoodAnswer says(String source, Instance... members) {
		return new LastGoodAnswer(source, List.of(members), List.of());
	}

	private static Instance instance(String id, String service) {
		return Instance.of(id, service, "10.0.0.1", 80).build();
	}

}
