package io.github.azurediscovery.test;

import java.net.http.HttpResponse;
import java.util.List;

import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The virtual machine lists: calls 1, 2 and 3.
 */
class VmListTests {

	private static final String SUBSCRIPTION = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION;

	private static final String VMS = "/providers/Microsoft.Compute/virtualMachines?api-version=2025-04-01";

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final RawHttpClient client = new RawHttpClient(this.azure.armEndpoint());

	@AfterEach
	void stop() {
		this.azure.close();
	}

	@Test
	void showsTheModelOfEveryVmOfAResourceGroup() throws Exception {
		this.azure.vm("orders-1").tag("Discovery:Service:Name", "orders").zone("2").size("Standard_B1s").spot();
		this.azure.resourceGroup("other").vm("stranger");
		List<Object> vms = this.client.readAll(SUBSCRIPTION + "/resourceGroups/shop" + VMS);
		assertThat(RawHttpClient.texts(vms, "name")).containsExactly("orders-1");
		Object vm = vms.get(0);
		assertThat(RawHttpClient.at(vm, "tags.Discovery:Service:Name")).isEqualTo("orders");
		assertThat(RawHttpClient.at(vm, "zones")).isEqualTo(List.of("2"));
		assertThat(RawHttpClient.at(vm, "properties.hardwareProfile.vmSize")).isEqualTo("Standard_B1s");
		assertThat(RawHttpClient.at(vm, "properties.priority")).isEqualTo("Spot");
		assertThat(RawHttpClient.at(vm, "properties.vmId")).isEqualTo(this.azure.vm("orders-1").vmId().toString());
		assertThat(RawHttpClient.at(vm, "properties.instanceView")).isNull();
		assertThat(this.azure.requests().count(AzureOperation.VM_LIST)).isOne();
	}

	@Test
	void showsThePowerStateOfASubscriptionWithoutTagsAndNetworkProfile() throws Exception {
		this.azure.vm("orders-1").tag("a", "b");
		this.azure.resourceGroup("other").vm("stranger").deallocate();
		List<Object> vms = this.client.readAll(SUBSCRIPTION + VMS + "&statusOnly=true");
		assertThat(RawHttpClient.texts(vms, "name")).containsExactly("stranger", "orders-1");
		assertThat(RawHttpClient.texts(vms, "properties.instanceView.statuses.1.code"))
			.containsExactly("PowerState/deallocated", "PowerState/running");
		assertThat(RawHttpClient.texts(vms, "tags")).containsOnly("null");
		assertThat(RawHttpClient.texts(vms, "properties.networkProfile")).containsOnly("null");
	}

	@Test
	void showsWhetherAVmIsInAStandbyPoolOnlyOfThoseThatAPoolHasMade() throws Exception {
		SimulatedScaleSet set = this.azure.scaleSet("orders").instances(3);
		set.instance(0).standby(true);
		set.instance(1).standby(false);
		for (String list : List.of(SUBSCRIPTION + VMS + "&statusOnly=true", instancesOf(set))) {
			assertThat(RawHttpClient.texts(this.client.readAll(list), "properties.instanceView.isVMInStandbyPool"))
				.containsExactlyInAnyOrder("true", "false", "null");
		}
		assertThat(RawHttpClient.at(this.client.read(set.id() + "?api-version=2025-04-01"), "sku.capacity"))
			.as("those in the pool are not in the set")
			.isEqualTo(2);
	}

	@Test
	void aHibernatedVmIsDeallocatedAndHibernated() throws Exception {
		this.azure.vm("orders-1").hibernate();
		String list = SUBSCRIPTION + VMS + "&statusOnly=true";
		assertThat(RawHttpClient.texts(this.client.readAll(list), "properties.instanceView.statuses.1.code"))
			.containsExactly("PowerState/deallocated");
		assertThat(RawHttpClient.texts(this.client.readAll(list), "properties.instanceView.statuses.2.code"))
			.containsExactly("HibernationState/Hibernated");
		this.azure.vm("orders-1").start();
		assertThat(RawHttpClient.texts(this.client.readAll(list), "properties.instanceView.statuses.2.code"))
			.containsExactly("null");
	}

	@Test
	void refusesAnInstanceViewWithoutTheScaleSetFilter() throws Exception {
		this.azure.vm("orders-1");
		HttpResponse<String> refused = this.client
			.get(SUBSCRIPTION + "/resourceGroups/shop" + VMS + "&$expand=instanceView");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(RawHttpClient.at(RawHttpClient.json(refused), "error.code")).isEqualTo("InvalidParameter");
	}

	@Test
	void turnsPagesByAnAbsoluteLinkThatIsNotEncoded() throws Exception {
		this.azure.scaleSet("orders").instances(5);
		this.azure.pageSize(2);
		String target = instancesOf(this.azure.scaleSet("orders"));
		Object first = this.client.read(target);
		assertThat((String) RawHttpClient.at(first, "nextLink")).startsWith(this.azure.armEndpoint() + SUBSCRIPTION)
			.contains("$filter='virtualMachineScaleSet/id' eq '/subscriptions/");
		List<Object> all = this.client.readAll(target);
		assertThat(RawHttpClient.texts(all, "name")).doesNotHaveDuplicates().hasSize(5);
		assertThat(RawHttpClient.texts(all, "properties.instanceView.statuses.1.code"))
			.containsOnly("PowerState/running");
		assertThat(this.azure.requests().count(AzureOperation.FLEXIBLE_INSTANCE_LIST)).isEqualTo(4);
	}

	private static String instancesOf(SimulatedScaleSet set) {
		return SUBSCRIPTION + "/resourceGroups/shop" + VMS + "&$filter="
				+ RawHttpClient.parameter("'virtualMachineScaleSet/id' eq '" + set.id() + "'")
				+ "&$expand=instanceView";
	}

}
