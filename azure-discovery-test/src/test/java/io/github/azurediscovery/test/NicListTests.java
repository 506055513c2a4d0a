package io.github.azurediscovery.test;

import java.util.List;

import io.github.azurediscovery.test.estate.SimulatedNic;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lists of network interfaces and public addresses: calls 6 and 7.
 */
@ExtendWith(SimulatedAzureExtension.class)
class NicListTests {

	private static final String GROUP = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/Shop";

	private static final String NICS = "/providers/Microsoft.Network/networkInterfaces?api-version=2025-03-01";

	private static final String PUBLIC_IPS = "/providers/Microsoft.Network/publicIPAddresses?api-version=2025-03-01";

	private static final String VMS = "/providers/Microsoft.Compute/virtualMachines?api-version=2025-04-01";

	private final SimulatedAzure azure;

	private final RawHttpClient client;

	NicListTests(SimulatedAzure azure) {
		this.azure = azure;
		this.client = new RawHttpClient(azure.armEndpoint());
	}

	@BeforeEach
	void begin() {
		this.azure.resourceGroup("Shop").vm("Orders-1").address("10.0.0.4");
	}

	@Test
	void anIdHasAnotherCaseInEveryList() throws Exception {
		Object vm = this.client.readAll(GROUP + VMS).get(0);
		Object nic = this.client.readAll(GROUP + NICS).get(0);
		String inVmList = (String) RawHttpClient.at(vm, "id");
		String inNicList = (String) RawHttpClient.at(nic, "properties.virtualMachine.id");
		assertThat(inVmList).isNotEqualTo(inNicList)
			.isEqualToIgnoringCase(inNicList)
			.contains("/resourceGroups/SHOP/")
			.endsWith("/Orders-1");
		assertThat(inNicList).contains("/resourceGroups/Shop/").endsWith("/orders-1");
		assertThat((String) RawHttpClient.at(vm, "properties.networkProfile.networkInterfaces.0.id"))
			.isNotEqualTo(RawHttpClient.at(nic, "id"))
			.isEqualToIgnoringCase((String) RawHttpClient.at(nic, "id"));
	}

	@Test
	void aSubscriptionListHoldsAllGroups() throws Exception {
		this.azure.resourceGroup("other").vm("stranger");
		assertThat(this.client.readAll("/subscriptions/" + SimulatedAzure.SUBSCRIPTION + NICS)).hasSize(2);
		assertThat(this.client.readAll(GROUP + NICS)).hasSize(1);
	}

	@Test
	void aVmMayHaveSeveralInterfacesAndAddresses() throws Exception {
		this.azure.resourceGroup("Shop").vm("Orders-1").ipv6Address("fd00::4").nic("second").address("10.9.0.4");
		List<Object> nics = this.client.readAll(GROUP + NICS);
		assertThat(RawHttpClient.texts(nics, "properties.primary")).containsExactly("true", "false");
		assertThat(RawHttpClient.texts(RawHttpClient.list(nics.get(0), "properties.ipConfigurations"),
				"properties.privateIPAddressVersion"))
			.containsExactly("IPv4", "IPv6");
		assertThat(RawHttpClient.texts(RawHttpClient.list(nics.get(0), "properties.ipConfigurations"),
				"properties.primary"))
			.containsExactly("true", "false");
	}

	@Test
	void thePrimaryFlagMayBeMissing() throws Exception {
		this.azure.resourceGroup("Shop").vm("Orders-1").nic().primary(null);
		assertThat(RawHttpClient.texts(this.client.readAll(GROUP + NICS), "properties.primary"))
			.containsExactly("null");
		assertThat(RawHttpClient.texts(this.client.readAll(GROUP + VMS),
				"properties.networkProfile.networkInterfaces.0.properties"))
			.containsExactly("null");
	}

	@Test
	void aDetachedInterfaceNamesNoVm() throws Exception {
		SimulatedNic nic = this.azure.resourceGroup("Shop").vm("Orders-1").nic().detach();
		assertThat(RawHttpClient.texts(this.client.readAll(GROUP + NICS), "properties.virtualMachine"))
			.containsExactly("null");
		assertThat(RawHttpClient.list(this.client.readAll(GROUP + VMS).get(0),
				"properties.networkProfile.networkInterfaces"))
			.isEmpty();
		nic.attach();
		assertThat(RawHttpClient.texts(this.client.readAll(GROUP + NICS), "properties.virtualMachine"))
			.doesNotContain("null");
	}

	@Test
	void anInterfaceMayBeGoneWhileItsVmIsListed() throws Exception {
		this.azure.resourceGroup("Shop").vm("Orders-1").nic().listed(false);
		assertThat(this.client.readAll(GROUP + NICS)).isEmpty();
		assertThat(RawHttpClient.list(this.client.readAll(GROUP + VMS).get(0),
				"properties.networkProfile.networkInterfaces"))
			.hasSize(1);
	}

	@Test
	void anInterfaceHasTagsOfItsOwn() throws Exception {
		this.azure.resourceGroup("Shop").vm("Orders-1").tag("team", "red").nic().tag("Team", "blue").tag("team", "red");
		assertThat(RawHttpClient.texts(this.client.readAll(GROUP + NICS), "tags")).containsExactly("{team=red}");
	}

	@Test
	void aPublicAddressIsNamedByTheInterfaceAndListedElsewhere() throws Exception {
		this.azure.resourceGroup("Shop").vm("Orders-1").publicAddress("52.1.2.3");
		Object nic = this.client.readAll(GROUP + NICS).get(0);
		Object ip = this.client.readAll(GROUP + PUBLIC_IPS).get(0);
		assertThat(RawHttpClient.at(nic, "properties.ipConfigurations.0.properties.publicIPAddress.id"))
			.isEqualTo(RawHttpClient.at(ip, "id"));
		assertThat(RawHttpClient.at(nic, "properties.ipConfigurations.0.id"))
			.isEqualTo(RawHttpClient.at(ip, "properties.ipConfiguration.id"));
		assertThat(RawHttpClient.at(ip, "properties.ipAddress")).isEqualTo("52.1.2.3");
	}

}
