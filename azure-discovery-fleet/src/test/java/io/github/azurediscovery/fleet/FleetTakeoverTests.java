package io.github.azurediscovery.fleet;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What a new poller knows by the one before. */
class FleetTakeoverTests {

	private final Instance known = Instance.of("id-a", "orders", "10.0.0.4", 8080)
		.vmId("vm-a")
		.name("orders-a")
		.zone("1")
		.region("westeurope")
		.scaleSet("orders")
		.resourceGroup("shop")
		.platform(PlatformStatus.RUNNING)
		.metadata(Map.of("vm-size", "D2", "team", "blue"))
		.build();

	private final FleetTakeover takeover = new FleetTakeover(List.of(this.known));

	@Test
	void nothingLeavesInTheFirstFiveCompleteRounds() {
		assertThat(this.takeover.settle(List.of(), List.of(), 1, false)).extracting(Instance::id, Instance::held)
			.containsExactly(tuple("id-a", true));
		assertThat(this.takeover.settle(List.of(), List.of(), 5, false)).hasSize(1);
		assertThat(this.takeover.settle(List.of(), List.of(), 6, false)).isEmpty();
	}

	@Test
	void whatAzureSaysOutrightIsGoneAtOnce() {
		Rejection stopped = new Rejection("orders-A", "orders", RejectionReason.NOT_RUNNING, "deallocated");
		Rejection partly = new Rejection("orders-a", "orders", RejectionReason.UNCONFIRMED, "only an interface");
		assertThat(this.takeover.settle(List.of(), List.of(stopped), 1, false)).isEmpty();
		assertThat(this.takeover.settle(List.of(), List.of(partly), 1, false)).hasSize(1);
	}

	@Test
	void whatIsNotKnownYetIsAsItWas() {
		Instance found = Instance.of("id-a", "orders", "10.0.0.4", 8080)
			.name("orders-a")
			.resourceGroup("shop")
			.unconfirmed(true)
			.metadata(Map.of("team", "blue"))
			.build();
		assertThat(this.takeover.settle(List.of(found), List.of(), 1, false)).containsExactly(this.known);
	}

	@Test
	void theIdStaysWhereTheVmIsTheSame() {
		Instance found = Instance.of("resource-id", "orders", "10.0.0.4", 8080)
			.name("Orders-A")
			.resourceGroup("SHOP")
			.build();
		assertThat(this.takeover.settle(List.of(found), List.of(), 9, false)).extracting(Instance::id, Instance::vmId)
			.containsExactly(tuple("id-a", "vm-a"));
	}

	@Test
	void whatIsKnownIsNotOverwritten() {
		Instance found = this.known.toBuilder()
			.zone("2")
			.platform(PlatformStatus.UNHEALTHY)
			.metadata(Map.of("vm-size", "D4"))
			.build();
		assertThat(this.takeover.settle(List.of(found), List.of(), 1, false)).containsExactly(found);
	}

	@Test
	void aVmThatTookThePlaceOfAnotherIsItself() {
		Instance other = Instance.of("id-a", "orders", "10.0.0.4", 8080).vmId("vm-b").name("orders-a").build();
		assertThat(this.takeover.settle(List.of(other), List.of(), 1, false)).containsExactly(other);
	}

	@Test
	void whatARefusedSourceWouldFindStaysUnlessThisPollerHasMetIt() {
		assertThat(this.takeover.settle(List.of(), List.of(), 9, true)).hasSize(1);
		this.takeover.settle(List.of(this.known), List.of(), 9, true);
		assertThat(this.takeover.settle(List.of(), List.of(), 9, true)).isEmpty();
	}

}
