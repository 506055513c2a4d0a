package io.github.azurediscovery.azure.resource;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A network interface.
 *
 * @param id the resource id
 * @param vm the VM it is attached to, {@code null} if none
 * @param primary whether it is the VM's primary one, {@code null} if Azure omits it
 * @param region the region
 * @param domain the DNS suffix of names inside the virtual network, where known
 * @param tags its own tags
 * @param configurations its addresses
 */
public record Nic(AzureResourceId id, @Nullable AzureResourceId vm, @Nullable Boolean primary, @Nullable String region,
		@Nullable String domain, ResourceTags tags, List<IpConfiguration> configurations) {

	public Nic {
		configurations = List.copyOf(configurations);
	}

	/**
	 * One address of a network interface.
	 *
	 * @param address the private address, {@code null} if not assigned
	 * @param ipv6 whether it is an IPv6 address
	 * @param primary whether it is the primary configuration, {@code null} if Azure omits
	 * it
	 * @param publicAddress the resource id of the associated public address
	 */
	public record IpConfiguration(@Nullable String address, boolean ipv6, @Nullable Boolean primary,
			@Nullable AzureResourceId publicAddress) {

	}

}
