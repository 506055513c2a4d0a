package io.github.azurediscovery.wire;

import java.time.Duration;
import java.util.List;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.source.SourceException;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Scale sets that grow and shrink, over several rounds. */
class MembershipWireTests {

	private static final Duration ROUND = Duration.ofSeconds(30);

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final WireFixture wire = WireFixture.to(this.azure,
			AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("orders"), 8080));

	@AfterEach
	void close() {
		this.wire.close();
	}

	private SourceAnswer round() throws Exception {
		return this.wire.after(ROUND).fetch("scale-set:orders");
	}

	@Test
	void aNewUniformInstanceBringsTheStatusRoundForward() throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").uniform().instances(2);
		assertThat(round().instances()).hasSize(2);
		set.scaleOut(3);
		assertThat(round().instances()).hasSize(5).noneMatch(Instance::unconfirmed);
	}

	@Test
	void newInstancesBringTheStatusRoundForwardAtMostOnceAMinute() throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").uniform().instances(1);
		round();
		set.scaleOut(1);
		round();
		this.azure.requests().clear();
		set.scaleOut(1);
		assertThat(round().instances()).hasSize(2);
		assertThat(this.azure.requests().count(AzureOperation.UNIFORM_INSTANCE_LIST)).isZero();
		assertThat(round().instances()).hasSize(3);
		assertThat(this.azure.requests().count(AzureOperation.UNIFORM_INSTANCE_LIST)).isEqualTo(1);
	}

	@Test
	void aScaleOutIsSeenWhileComputeIsThrottled() throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").uniform().overprovision(true).instances(2);
		round();
		this.azure.fault(AzureFault.throttled(Duration.ofMinutes(30)), AzureOperation.compute());
		set.scaleOut(1);
		assertThat(round().instances()).hasSize(2);
		assertThat(WireFixture.reasons(round()))
			.containsExactly("waiting for Azure to confirm the VM of this network interface");
		SourceAnswer answer = round();
		assertThat(answer.instances()).hasSize(3);
		assertThat(answer.instances()).filteredOn(Instance::unconfirmed)
			.singleElement()
			.satisfies((instance) -> assertThat(instance.platform()).isEqualTo(PlatformStatus.UNKNOWN));
		String id = answer.instances().stream().filter(Instance::unconfirmed).findFirst().orElseThrow().id();
		this.azure.clearFaults();
		answer = this.wire.after(Duration.ofMinutes(31)).fetch("scale-set:orders");
		assertThat(answer.instances()).hasSize(3).noneMatch(Instance::unconfirmed).anyMatch((i) -> i.id().equals(id));
	}

	@Test
	void withoutOverprovisioningANewInstanceJoinsAtOnce() throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").uniform().overprovision(false).instances(2);
		round();
		this.azure.fault(AzureFault.status(503), AzureOperation.UNIFORM_INSTANCE_LIST);
		set.scaleOut(1);
		assertThat(round().instances()).hasSize(3).filteredOn(Instance::unconfirmed).hasSize(1);
	}

	@Test
	void instancesAreFoundAtStartupWhileComputeIsThrottled() throws Exception {
		this.azure.scaleSet("orders").uniform().overprovision(false).instances(4);
		this.azure.fault(AzureFault.throttled(Duration.ofMinutes(30)), AzureOperation.UNIFORM_INSTANCE_LIST);
		assertThat(round().instances()).hasSize(4).allMatch(Instance::unconfirmed);
	}

	@Test
	void overprovisionedInterfacesWithoutAVmAreRejected() throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").uniform().instances(3);
		set.overprovisioned(4);
		SourceAnswer answer = round();
		assertThat(answer.instances()).hasSize(3);
		assertThat(answer.rejected()).hasSize(4);
	}

	@Test
	void aUniformScaleInIsSeenAtOnce() throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").uniform().instances(5);
		round();
		set.scaleIn(2);
		SourceAnswer answer = round();
		assertThat(answer.instances()).hasSize(3);
		assertThat(answer.rejected()).isEmpty();
	}

	@Test
	void aFlexibleSetGrowsAndShrinksWithoutVmsOutsideIt() throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").flexible().instances(2);
		this.azure.resourceGroup().vms("stranger-", 5);
		assertThat(round().instances()).hasSize(2);
		this.azure.requests().clear();
		round();
		assertThat(this.azure.requests().count(AzureOperation.FLEXIBLE_INSTANCE_LIST)).as("strangers are remembered")
			.isZero();
		set.scaleOut(2);
		assertThat(round().instances()).hasSize(4);
		set.scaleIn(3);
		assertThat(round().instances()).hasSize(1);
	}

	@Test
	void instancesOfAFlexibleSetStayWhileComputeIsThrottled() throws Exception {
		this.azure.scaleSet("orders").flexible().instances(3);
		round();
		this.azure.fault(AzureFault.throttled(Duration.ofMinutes(30)), AzureOperation.compute());
		assertThat(this.wire.after(Duration.ofMinutes(5)).fetch("scale-set:orders").instances()).hasSize(3);
	}

	@Test
	void anUnknownFlexibleSetIsAFailureAndNotAnEmptyAnswer() {
		this.azure.scaleSet("orders").flexible().managedByListed(false).instances(3);
		this.azure.fault(AzureFault.throttled(Duration.ofMinutes(30)), AzureOperation.FLEXIBLE_INSTANCE_LIST);
		assertThatExceptionOfType(SourceException.class).isThrownBy(this::round)
			.satisfies((ex) -> assertThat(ex.notBefore()).isNotNull());
	}

	@Test
	void vmsManagedByAFlexibleSetAreMembersWhileComputeDoesNotAnswer() throws Exception {
		this.azure.scaleSet("orders").flexible().instances(3);
		this.azure.vm("stranger");
		this.azure.fault(AzureFault.throttled(Duration.ofMinutes(1)), AzureOperation.FLEXIBLE_INSTANCE_LIST);
		SourceAnswer silent = round();
		assertThat(silent.instances()).hasSize(3).allMatch(Instance::unconfirmed);
		this.azure.clearFaults();
		SourceAnswer told = this.wire.after(Duration.ofMinutes(5)).fetch("scale-set:orders");
		assertThat(told.instances()).hasSize(3).noneMatch(Instance::unconfirmed);
		assertThat(told.instances()).extracting(Instance::id)
			.containsExactlyElementsOf(silent.instances().stream().map(Instance::id).toList());
	}

	@Test
	void aVmMissingFromTheListOfComputeIsNotAMemberWhateverOtherListsShow() throws Exception {
		this.azure.scaleSet("orders").flexible().instances(3);
		this.azure.fault(AzureFault.empty(), AzureOperation.FLEXIBLE_INSTANCE_LIST);
		assertThat(round().instances()).isEmpty();
		this.azure.clearFaults()
			.fault(AzureFault.throttled(Duration.ofMinutes(30)), AzureOperation.FLEXIBLE_INSTANCE_LIST);
		assertThat(this.wire.after(Duration.ofMinutes(5)).fetch("scale-set:orders").instances()).isEmpty();
	}

	@Test
	void aNewVmOfAFlexibleSetJoinsWhileComputeIsThrottled() throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").flexible().instances(2);
		round();
		this.azure.fault(AzureFault.throttled(Duration.ofMinutes(30)), AzureOperation.compute());
		this.wire.after(Duration.ofMinutes(5)).fetch("scale-set:orders");
		set.scaleOut(1);
		assertThat(round().instances()).hasSize(3).filteredOn(Instance::unconfirmed).hasSize(1);
	}

	@Test
	void aFlexibleSetIsNeverSentRequestsForUniformSets() throws Exception {
		this.azure.scaleSet("orders").flexible().answerToUniformCalls(409).instances(2);
		round();
		assertThat(this.azure.requests().count(AzureOperation.UNIFORM_NIC_LIST, AzureOperation.UNIFORM_INSTANCE_LIST))
			.isZero();
		round();
		assertThat(this.azure.requests().count(AzureOperation.SCALE_SET_GET)).as("its VMs tell the mode").isZero();
	}

	@Test
	void unencodedLinksToFurtherPagesOfAFlexibleSetAreFollowed() throws Exception {
		this.azure.pageSize(2).scaleSet("orders").flexible().instances(7);
		assertThat(round().instances()).hasSize(7);
	}

	@Test
	void healthAndPowerStateAreReadInTheStatusRound() throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").uniform().instances(5);
		set.instance(0).health("HealthState/unhealthy");
		set.instance(1).health("HealthState/healthy");
		set.instance(2).deallocate();
		set.instance(3).provisioningState("Failed");
		set.instance(4).provisioningState("Deleting");
		SourceAnswer answer = round();
		assertThat(answer.instances()).extracting(Instance::platform)
			.containsExactlyInAnyOrder(PlatformStatus.UNHEALTHY, PlatformStatus.RUNNING, PlatformStatus.RUNNING);
		assertThat(WireFixture.reasons(answer)).containsExactly("being deleted", "deallocated");
	}

	@Test
	void aSetThatDoesNotExistIsAFailureThatNamesIt() {
		assertThatExceptionOfType(SourceException.class).isThrownBy(this::round)
			.withMessageContaining("virtualMachineScaleSets/orders")
			.withMessageContaining("404");
	}

	@Test
	void aVmRecreatedUnderTheSameNameIsANewInstance() throws Exception {
		try (WireFixture tags = WireFixture.to(SimulatedAzure.start())) {
			SimulatedVm vm = tags.azure.vm("orders")
				.tag("Discovery:Service:Name", "orders")
				.tag("Discovery:Service:Port", "8080");
			Instance before = tags.fetch("tags").instances().get(0);
			vm.delete();
			tags.azure.vm("orders").tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
			List<Instance> after = tags.after(Duration.ofMinutes(2)).fetch("tags").instances();
			assertThat(after).singleElement().satisfies((instance) -> {
				assertThat(instance.id()).as("two processes agree, whenever they started").isEqualTo(before.id());
				assertThat(before.isReplacedBy(instance)).isTrue();
			});
		}
	}

	@Test
	void contentDoesNotDependOnTheCaseOfResourceIds() throws Exception {
		this.azure.scaleSet("orders").uniform().overprovision(false).instances(2);
		this.azure.fault(AzureFault.status(503).times(2), AzureOperation.UNIFORM_INSTANCE_LIST);
		List<Instance> first = round().instances();
		List<Instance> second = this.wire.after(Duration.ofMinutes(3)).fetch("scale-set:orders").instances();
		assertThat(second).noneMatch(Instance::unconfirmed);
		assertThat(second).extracting(Instance::resourceGroup)
			.isEqualTo(first.stream().map(Instance::resourceGroup).toList());
		assertThat(second).extracting(Instance::name).isEqualTo(first.stream().map(Instance::name).toList());
		assertThat(second).extracting(Instance::id).isEqualTo(first.stream().map(Instance::id).toList());
	}

}
