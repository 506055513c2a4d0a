package io.github.azurediscovery.imds;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A network interface of this VM.
 *
 * @param macAddress the hardware address, without separators
 * @param privateIpv4 the private IPv4 addresses
 * @param publicIpv4 the public IPv4 addresses; empty for those of the Standard SKU
 * @param privateIpv6 the private IPv6 addresses, without brackets
 */
public record VmNetworkInterface(String macAddress, List<String> privateIpv4, List<String> publicIpv4,
		List<String> privateIpv6) {

	public VmNetworkInterface {
		privateIpv4 = List.copyOf(privateIpv4);
		publicIpv4 = List.copyOf(publicIpv4);
		privateIpv6 = List.copyOf(privateIpv6);
	}

	static VmNetworkInterface parse(JsonNode node) {
		return new VmNetworkInterface(InstanceMetadataJson.text(node, "macAddress"),
				addresses(node.path("ipv4"), "privateIpAddress"), addresses(node.path("ipv4"), "publicIpAddress"),
				addresses(node.path("ipv6"), "privateIpAddress"));
	}

	private static List<String> addresses(JsonNode family, String field) {
		return InstanceMetadataJson
			.list(family.path("ipAddress"), (address) -> InstanceMetadataJson.text(address, field))
			.stream()
			.filter((address) -> !address.isEmpty())
			.toList();
	}

}
