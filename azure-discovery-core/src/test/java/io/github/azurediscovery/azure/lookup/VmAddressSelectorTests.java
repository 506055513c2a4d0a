package io.github.azurediscovery.azure.lookup;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.Nic.IpConfiguration;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.VmIdentity;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VmAddressSelectorTests {

	private static final AzureResourceId VM = AzureResourceId
		.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm");

	private static Nic nic(String name, Boolean primary, IpConfiguration... configurations) {
		return new Nic(
				AzureResourceId
					.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/" + name),
				VM, primary, null, null, ResourceTags.NONE, List.of(configurations));
	}

	private static IpConfiguration ip(String address, Boolean primary) {
		return new IpConfiguration(address, address != null && address.contains(":"), primary, null);
	}

	private static String host(VmAddressKind kind, Nic... nics) {
		return new VmAddressSelector(kind).host(vm(nics));
	}

	private static DiscoveredVm vm(Nic... nics) {
		return new DiscoveredVm(VM, new VmIdentity("id", "id"), "vm", null, ResourceTags.NONE, null, null,
				Arrays.asList(nics), Map.of());
	}

	@Test
	void theFlaggedInterfaceWins() {
		assertThat(host(VmAddressKind.PRIVATE, nic("a", false, ip("10.0.0.1", true)),
				nic("b", true, ip("10.0.0.2", null))))
			.isEqualTo("10.0.0.2");
	}

	@Test
	void theOnlyInterfaceNeedsNoFlag() {
		assertThat(host(VmAddressKind.PRIVATE, nic("a", null, ip("10.0.0.1", null)))).isEqualTo("10.0.0.1");
	}

	@Test
	void withoutAFlagThePrimaryConfigurationDecides() {
		assertThat(host(VmAddressKind.PRIVATE, nic("a", null, ip("10.0.0.1", false)),
				nic("b", null, ip("10.0.0.2", true))))
			.isEqualTo("10.0.0.2");
	}

	@Test
	void thePrimaryConfigurationOfTheInterfaceComesFirst() {
		assertThat(host(VmAddressKind.PRIVATE, nic("a", true, ip("10.0.0.1", null), ip("10.0.0.2", true))))
			.isEqualTo("10.0.0.2");
	}

	@Test
	void anAddressMayBeMissing() {
		assertThat(host(VmAddressKind.PRIVATE)).isNull();
		assertThat(host(VmAddressKind.PRIVATE, nic("a", true, ip(null, true)))).isNull();
		assertThat(host(VmAddressKind.PRIVATE, nic("a", true, ip("fd00::1", true)))).isNull();
		assertThat(host(VmAddressKind.PUBLIC, nic("a", true, ip("10.0.0.1", true)))).isNull();
	}

	@Test
	void ipv6StandsInBrackets() {
		assertThat(host(VmAddressKind.PRIVATE_IPV6, nic("a", true, ip("10.0.0.1", true), ip("fd00::1", null))))
			.isEqualTo("[fd00::1]");
	}

	@Test
	void allAddressesAreToldThoseOfThePrimaryInterfaceFirst() {
		assertThat(new VmAddressSelector(VmAddressKind.PRIVATE)
			.all(vm(nic("a", null, ip("10.0.0.1", null)), nic("b", true, ip("10.0.0.2", null), ip("fd00::2", null))))
			.privates()).containsExactly("10.0.0.2", "fd00::2", "10.0.0.1");
	}

}
