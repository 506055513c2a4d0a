package io.github.azurediscovery.test;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What exists, and how it changes.
 */
@ExtendWith(SimulatedAzureExtension.class)
class AzureEstateTests {

	private final SimulatedAzure azure;

	AzureEstateTests(SimulatedAzure azure) {
		this.azure = azure;
	}

	@Test
	void namesCompareIgnoringCase() {
		assertThat(this.azure.resourceGroup("SHOP").vm("ORDERS-1")).isSameAs(this.azure.vm("orders-1"));
		assertThat(this.azure.scaleSet("Payments")).isSameAs(this.azure.scaleSet("payments"));
		assertThat(this.azure.subscription("ABC")).isSameAs(this.azure.subscription("abc"));
	}

	@Test
	void aNewVmRunsAndHasAnAddressOfItsOwn() {
		Set<String> addresses = new HashSet<>();
		this.azure.resourceGroup().vms("orders", 600).forEach((vm) -> addresses.add(vm.address()));
		this.azure.scaleSet("payments").instances(5).instances().forEach((vm) -> addresses.add(vm.address()));
		assertThat(addresses).hasSize(605).contains("10.1.0.4", "10.1.0.253", "10.1.1.4");
		assertThat(this.azure.vm("orders-1").power()).isEqualTo("running");
	}

	@Test
	void aVmOfTheSameNameIsAnother() {
		UUID before = this.azure.vm("orders-1").vmId();
		this.azure.vm("orders-1").delete();
		assertThat(this.azure.vm("orders-1").vmId()).isNotEqualTo(before);
	}

	@Test
	void identitiesAreTheSameInEveryRun() {
		UUID before = this.azure.vm("orders-1").vmId();
		this.azure.reset();
		assertThat(this.azure.vm("orders-1").vmId()).isEqualTo(before);
	}

	@Test
	void aVmIsStoppedDeallocatedAndStarted() {
		SimulatedVm vm = this.azure.vm("orders-1");
		assertThat(vm.stop().power()).isEqualTo("stopped");
		assertThat(vm.deallocate().power()).isEqualTo("deallocated");
		assertThat(vm.start().power()).isEqualTo("running");
		assertThat(vm.power(null).power()).isNull();
	}

	@Test
	void aScaleSetScalesOutAndIn() {
		SimulatedScaleSet orders = this.azure.scaleSet("orders").zones("1", "2").instances(3);
		assertThat(orders.instances()).extracting(SimulatedVm::zone).containsExactly("1", "2", "1");
		List<SimulatedVm> oldest = orders.instances().subList(0, 2);
		orders.scaleIn(1);
		assertThat(orders.instances()).isEqualTo(oldest);
		assertThat(orders.scaleOut(2)).extracting(SimulatedVm::zone).containsExactly("2", "1");
		orders.instances(1);
		assertThat(orders.instances()).isEqualTo(oldest.subList(0, 1));
		orders.scaleIn(5);
		assertThat(orders.instances()).isEmpty();
		assertThat(this.azure.resourceGroup().vms()).isEmpty();
	}

	@Test
	void aVmJoinsAndLeavesAFlexibleSetWhileItRuns() {
		SimulatedScaleSet orders = this.azure.scaleSet("orders").instances(1);
		SimulatedVm single = this.azure.vm("single");
		String id = single.id();
		orders.attach(single);
		assertThat(orders.instances()).hasSize(2).contains(single);
		assertThat(orders.capacity()).isEqualTo(2);
		assertThat(single.scaleSet()).isSameAs(orders);
		assertThat(single.id()).isEqualTo(id);
		orders.detach(single);
		assertThat(orders.instances()).hasSize(1);
		assertThat(single.scaleSet()).isNull();
		assertThat(this.azure.resourceGroup().vms()).contains(single);
	}

	@Test
	void onlyAFlexibleSetOfTheSameGroupTakesAVmThatIsInNone() {
		SimulatedVm single = this.azure.vm("single");
		SimulatedScaleSet uniform = this.azure.scaleSet("uniform").uniform().instances(1);
		SimulatedScaleSet elsewhere = this.azure.resourceGroup("elsewhere").scaleSet("orders");
		SimulatedScaleSet orders = this.azure.scaleSet("orders").attach(single);
		assertThatIllegalStateException().isThrownBy(() -> uniform.attach(this.azure.vm("other")));
		assertThatIllegalStateException().isThrownBy(() -> uniform.detach(uniform.instance(0)));
		assertThatIllegalStateException().isThrownBy(() -> elsewhere.attach(this.azure.vm("other")));
		assertThatIllegalStateException().isThrownBy(() -> orders.attach(single));
		assertThatIllegalStateException().isThrownBy(() -> orders.detach(this.azure.vm("other")));
	}

	@Test
	void aPoolIsForFlexibleSetsAndItsVmsDoNotCount() {
		SimulatedScaleSet orders = this.azure.scaleSet("orders").instances(3);
		orders.instance(0).standby(true);
		orders.instance(1).standby(false);
		assertThat(orders.capacity()).isEqualTo(2);
		SimulatedVm uniform = this.azure.scaleSet("uniform").uniform().instances(1).instance(0);
		assertThatIllegalStateException().isThrownBy(() -> uniform.standby(true));
	}

	@Test
	void everyInstanceIsMadeByTheTemplate() {
		SimulatedScaleSet orders = this.azure.scaleSet("orders")
			.uniform()
			.eachInstance((vm) -> vm.tag("port", String.valueOf(8080 + vm.instanceId())).address("127.0.0.1"))
			.instances(2);
		assertThat(orders.instances()).extracting((vm) -> vm.tags().get("port")).containsExactly("8080", "8081");
		assertThat(orders.instances()).extracting(SimulatedVm::address).containsOnly("127.0.0.1");
	}

	@Test
	void aFleetIsReplacedByAnother() {
		for (SimulatedScaleSet orders : List.of(this.azure.scaleSet("a").uniform().instances(3),
				this.azure.scaleSet("b").flexible().instances(3))) {
			List<SimulatedVm> old = orders.instances();
			List<SimulatedVm> fresh = orders.replaceAll();
			assertThat(orders.instances()).isEqualTo(fresh).hasSize(3).doesNotContainAnyElementsOf(old);
			assertThat(fresh).extracting(SimulatedVm::vmId)
				.doesNotContainAnyElementsOf(old.stream().map(SimulatedVm::vmId).toList());
			assertThat(fresh).extracting(SimulatedVm::address)
				.doesNotContainAnyElementsOf(old.stream().map(SimulatedVm::address).toList());
		}
	}

	@Test
	void aDeletedScaleSetTakesItsInstancesAlong() {
		this.azure.scaleSet("orders").instances(3).delete();
		assertThat(this.azure.resourceGroup().vms()).isEmpty();
		assertThat(this.azure.resourceGroup().scaleSets()).isEmpty();
	}

	@Test
	void aVmIsAttachedToAFlexibleScaleSetAndDetached() {
		SimulatedScaleSet set = this.azure.scaleSet("orders").instances(1);
		SimulatedVm vm = this.azure.vm("orders-x");
		String before = vm.id() + vm.vmId() + vm.address();
		set.attach(vm);
		assertThat(set.instances()).hasSize(2).contains(vm);
		assertThat(vm.scaleSet()).isSameAs(set);
		assertThatIllegalStateException().isThrownBy(() -> this.azure.scaleSet("other").attach(vm));
		set.detach(vm);
		assertThat(set.instances()).hasSize(1);
		assertThat(vm.scaleSet()).isNull();
		assertThat(vm.id() + vm.vmId() + vm.address()).isEqualTo(before);
		assertThat(this.azure.resourceGroup().vms()).contains(vm);
		assertThatIllegalStateException().isThrownBy(() -> set.detach(vm));
	}

	@Test
	void onlyWhatAzureAllowsIsAttached() {
		SimulatedVm vm = this.azure.vm("orders-x");
		SimulatedScaleSet uniform = this.azure.scaleSet("uniform").uniform().instances(1);
		assertThatIllegalStateException().isThrownBy(() -> uniform.attach(vm));
		assertThatIllegalStateException().isThrownBy(() -> uniform.detach(uniform.instance(0)));
		SimulatedScaleSet elsewhere = this.azure.resourceGroup("elsewhere").scaleSet("orders");
		assertThatIllegalStateException().isThrownBy(() -> elsewhere.attach(vm));
	}

	@Test
	void aVmWithoutAnInterfaceSaysSo() {
		SimulatedVm vm = this.azure.vm("orders-1");
		vm.nic().delete();
		assertThat(vm.address()).isNull();
		assertThatIllegalStateException().isThrownBy(vm::nic).withMessageContaining("orders-1");
	}

	@Test
	void thePropertiesNameWhatExists() {
		assertThat(this.azure.properties())
			.containsEntry("azure.discovery.scope.subscriptions", SimulatedAzure.SUBSCRIPTION)
			.containsEntry("azure.discovery.scope.resource-groups", SimulatedAzure.RESOURCE_GROUP);
		this.azure.resourceGroup("a").vm("orders-1");
		this.azure.subscription("other").resourceGroup("b");
		assertThat(this.azure.properties())
			.containsEntry("azure.discovery.scope.subscriptions", SimulatedAzure.SUBSCRIPTION + ",other")
			.containsEntry("azure.discovery.scope.resource-groups", "a,b");
	}

}
