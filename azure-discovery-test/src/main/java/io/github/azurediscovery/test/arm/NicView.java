package io.github.azurediscovery.test.arm;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.azurediscovery.test.estate.SimulatedIpConfiguration;
import io.github.azurediscovery.test.estate.SimulatedNic;
import io.github.azurediscovery.test.http.JsonText;

/**
 * How the Network provider shows a network interface and its public addresses.
 */
final class NicView {

	private NicView() {
	}

	/**
	 * An interface of a standalone virtual machine or an instance of a Flexible scale
	 * set.
	 */
	static ListedItem nic(SimulatedNic nic) {
		Map<String, Object> json = JsonText.object("name", nic.name(), "id", nic.id(), "etag", etag(nic), "location",
				nic.vm().location(), "tags", nic.tags(), "properties", properties(nic), "type",
				"Microsoft.Network/networkInterfaces", "kind", "Regular");
		return new ListedItem(ResourceIdCase.key(nic.id()), json);
	}

	/**
	 * An interface of a Uniform scale set: no location, no tags, no type.
	 */
	static ListedItem uniform(SimulatedNic nic) {
		return new ListedItem("%010d/%s".formatted(nic.vm().instanceId(), ResourceIdCase.key(nic.name())),
				JsonText.object("name", nic.name(), "id", nic.id(), "etag", etag(nic), "properties", properties(nic)));
	}

	static ListedItem publicAddress(SimulatedIpConfiguration ip) {
		Map<String, Object> json = JsonText.object("name", ip.publicAddressName(), "id", ip.publicAddressId(), "etag",
				etag(ip.nic()));
		boolean uniform = ip.nic().vm().uniform();
		if (!uniform) {
			json.put("location", ip.nic().vm().location());
			json.put("tags", Map.of());
		}
		String fqdn = ip.fqdn();
		json.put("properties",
				JsonText.object("provisioningState", "Succeeded", "resourceGuid", ip.nic().guid().toString(),
						"ipAddress", ip.publicAddress(), "publicIPAddressVersion",
						String.valueOf(ip.publicAddress()).contains(":") ? "IPv6" : "IPv4", "publicIPAllocationMethod",
						"Static", "idleTimeoutInMinutes", 4, "dnsSettings", (fqdn != null)
								? JsonText.object("domainNameLabel", fqdn.split("\\.", 2)[0], "fqdn", fqdn) : null,
						"ipConfiguration", JsonText.object("id", ip.id())));
		if (!uniform) {
			json.put("type", "Microsoft.Network/publicIPAddresses");
			json.put("sku", JsonText.object("name", "Standard", "tier", "Regional"));
		}
		return new ListedItem(ResourceIdCase.key(ip.publicAddressId()), json);
	}

	private static Map<String, Object> properties(SimulatedNic nic) {
		List<Map<String, Object>> ipConfigurations = nic.ipConfigurations()
			.stream()
			.map(NicView::ipConfiguration)
			.toList();
		return JsonText.object("provisioningState", "Succeeded", "resourceGuid", nic.guid().toString(),
				"ipConfigurations", ipConfigurations, "dnsSettings",
				JsonText.object("dnsServers", List.of(), "appliedDnsServers", List.of(), "internalDomainNameSuffix",
						nic.vm().uniform() ? null : "uc3b4o2hersebjssrswxqal4qe.ax.internal.cloudapp.net"),
				"macAddress", macAddress(nic), "enableAcceleratedNetworking", false, "enableIPForwarding", false,
				"primary", nic.primary(), "virtualMachine",
				nic.attached() ? JsonText.object("id", ResourceIdCase.lastInSmallLetters(nic.vm().id())) : null,
				"hostedWorkloads", List.of(), "tapConfigurations", List.of());
	}

	private static Map<String, Object> ipConfiguration(SimulatedIpConfiguration ip) {
		String subnet = ip.nic().vm().resourceGroup().id()
				+ "/providers/Microsoft.Network/virtualNetworks/vnet/subnets/default";
		return JsonText.object("name", ip.name(), "id", ip.id(), "etag", etag(ip.nic()), "type",
				ip.nic().vm().uniform() ? null : "Microsoft.Network/networkInterfaces/ipConfigurations", "properties",
				JsonText.object("provisioningState", "Succeeded", "privateIPAddress", ip.address(),
						"privateIPAddressPrefixLength", ip.prefixLength(), "privateIPAllocationMethod", "Dynamic",
						"publicIPAddress",
						(ip.publicAddress() != null) ? JsonText.object("id", ip.publicAddressId()) : null, "subnet",
						JsonText.object("id", subnet), "primary", ip.primary(), "privateIPAddressVersion",
						ip.ipv6() ? "IPv6" : "IPv4"));
	}

	private static String etag(SimulatedNic nic) {
		return "W/\"" + nic.guid() + "\"";
	}

	private static String macAddress(SimulatedNic nic) {
		String digits = nic.guid().toString().toUpperCase(Locale.ROOT);
		return "00-0D-3A-%s-%s-%s".formatted(digits.substring(0, 2), digits.substring(2, 4), digits.substring(4, 6));
	}

}
