package io.github.azurediscovery.wire;

import java.time.Duration;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * VMs that join and leave a Flexible set while they run: no list of VMs or interfaces
 * changes, only what the resource list tells of the set and of the VM.
 */
class AttachDetachWireTests {

	private static final Duration ROUND = Duration.ofSeconds(30);

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final SimulatedScaleSet set = this.azure.scaleSet("orders").instances(3);

	private final WireFixture wire = WireFixture.to(this.azure,
			AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("orders"), 8080));

	@AfterEach
	void close() {
		this.wire.close();
	}

	private SourceAnswer round() throws Exception {
		return this.wire.after(ROUND).fetch("scale-set:orders");
	}

	private int statusRequests() {
		return this.azure.requests().count(AzureOperation.FLEXIBLE_INSTANCE_LIST);
	}

	@ParameterizedTest
	@EnumSource
	void anAttachedVmJoinsInTheNextRound(Told told) throws Exception {
		SimulatedVm single = this.azure.vm("single");
		told.of(this.set);
		assertThat(round().instances()).hasSize(3);
		assertThat(round().instances()).hasSize(3);
		this.set.attach(single);
		assertThat(WireFixture.names(round())).hasSize(4).contains("single");
	}

	@ParameterizedTest
	@EnumSource
	void aDetachedVmLeavesInTheNextRound(Told told) throws Exception {
		SimulatedVm leaving = this.set.instance(1);
		told.of(this.set);
		round();
		round();
		this.set.detach(leaving);
		assertThat(WireFixture.names(round())).hasSize(2).doesNotContain(leaving.name());
	}

	@Test
	void anAttachmentMissingFromTheResourceListIsSeenInTheNextStatusRound() throws Exception {
		SimulatedVm single = this.azure.vm("single");
		this.set.managedByListed(false).capacity(3);
		round();
		this.set.attach(single);
		round();
		round();
		assertThat(round().instances()).hasSize(3);
		assertThat(round().instances()).hasSize(4);
	}

	@Test
	void aVmHandedOverByAStandbyPoolJoinsInTheNextRound() throws Exception {
		SimulatedVm waiting = this.set.instance(2).standby(true);
		assertThat(round().instances()).hasSize(2);
		assertThat(round().instances()).hasSize(2);
		waiting.standby(false);
		assertThat(round().instances()).hasSize(3);
	}

	@Test
	void aVmHandedOverByAnUnlistedStandbyPoolJoinsInTheNextRound() throws Exception {
		SimulatedVm waiting = this.azure.vm("waiting").standby(true);
		assertThat(round().instances()).hasSize(3);
		this.azure.change(() -> this.set.attach(waiting.standby(false)));
		assertThat(WireFixture.names(round())).hasSize(4).contains("waiting");
	}

	@Test
	void aTaggedVmHandedOverByAStandbyPoolJoinsInTheNextRound() throws Exception {
		this.set.instances().forEach(SmallFleet::tagged);
		SimulatedVm waiting = this.set.instance(2).standby(true);
		WireFixture tags = WireFixture.to(this.azure);
		assertThat(tags.fetch("tags").instances()).hasSize(2);
		this.azure.requests().clear();
		assertThat(tags.after(ROUND).fetch("tags").instances()).hasSize(2);
		assertThat(this.azure.requests().count(AzureOperation.VM_STATUS_LIST)).as("nothing has changed").isZero();
		waiting.standby(false);
		assertThat(tags.after(ROUND).fetch("tags").instances()).hasSize(3);
		tags.stop();
	}

	@Test
	void aTaggedVmIsReportedAsAMemberOfItsSetInTheRoundAfterItIsAttached() throws Exception {
		SimulatedVm single = SmallFleet.tagged(this.azure.vm("single"));
		WireFixture tags = WireFixture.to(this.azure);
		assertThat(tags.fetch("tags").instances()).singleElement()
			.satisfies((instance) -> assertThat(instance.scaleSet()).isNull());
		this.set.attach(single);
		assertThat(tags.after(ROUND).fetch("tags").instances()).singleElement()
			.satisfies((instance) -> assertThat(instance.scaleSet()).isEqualTo("orders"));
		tags.stop();
	}

	@ParameterizedTest
	@EnumSource
	void aVmMissingFromOneAnswerStays(Told told) throws Exception {
		told.of(this.set);
		round();
		this.azure.fault(AzureFault.empty(), AzureOperation.FLEXIBLE_INSTANCE_LIST);
		assertThat(this.wire.after(ROUND.multipliedBy(4)).fetch("scale-set:orders").instances()).hasSize(3);
		this.azure.clearFaults();
		assertThat(this.wire.after(ROUND.multipliedBy(4)).fetch("scale-set:orders").instances()).hasSize(3);
	}

	@Test
	void aLastingDifferenceInCapacityDoesNotBringStatusRoundsForwardForever() throws Exception {
		round();
		this.azure.requests().clear();
		this.set.capacity(7);
		for (int i = 0; i < 20; i++) {
			assertThat(round().instances()).hasSize(3);
		}
		assertThat(statusRequests()).as("in 10 minutes").isBetween(6, 8);
		this.azure.requests().clear();
		for (int i = 0; i < 40; i++) {
			round();
		}
		assertThat(statusRequests()).as("in 20 minutes, one in two").isBetween(9, 11);
	}

	@Test
	void attachedVmsAreNoticedDespiteALastingDifferenceInCapacity() throws Exception {
		SimulatedVm single = this.azure.vm("single");
		this.set.managedByListed(false).capacity(7);
		for (int i = 0; i < 20; i++) {
			round();
		}
		untilTheStatusWasAsked();
		assertThat(round().instances()).hasSize(3);
		assertThat(statusRequests()).as("used to it").isEqualTo(1);
		this.azure.change(() -> this.set.attach(single).capacity(8));
		assertThat(round().instances()).hasSize(4);
	}

	private void untilTheStatusWasAsked() throws Exception {
		this.azure.requests().clear();
		while (statusRequests() == 0) {
			round();
		}
	}

	@Test
	void aSetThatChangesEveryRoundIsReadAtMostOnceAMinute() throws Exception {
		round();
		this.azure.requests().clear();
		for (int i = 0; i < 20; i++) {
			this.set.capacity(10 + i);
			round();
		}
		assertThat(statusRequests()).as("in 10 minutes").isBetween(9, 11);
	}

	/** How the resource list tells that a VM is in the set. */
	enum Told {

		BY_CAPACITY {

			@Override
			void of(SimulatedScaleSet set) {
				set.managedByListed(false);
			}

		},

		BY_MANAGER {

			@Override
			void of(SimulatedScaleSet set) {
				set.capacity(3);
			}

		};

		abstract void of(SimulatedScaleSet set);

	}

}
