package io.github.azurediscovery.catalog;

import java.util.List;

/**
 * Every address that Azure knows of one VM, the preferred first. IPv6 addresses carry no
 * brackets here.
 *
 * @param privates the addresses inside the virtual network, IPv4 and IPv6
 * @param publics the addresses reachable from the internet, empty unless they were asked
 * for
 */
public record VmAddresses(List<String> privates, List<String> publics) {

	/** No address is known. */
	public static final VmAddresses NONE = new VmAddresses(List.of(), List.of());

	public VmAddresses {
		privates = List.copyOf(privates);
		publics = List.copyOf(publics);
	}

}
