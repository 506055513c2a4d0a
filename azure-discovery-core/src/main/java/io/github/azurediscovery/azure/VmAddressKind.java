package io.github.azurediscovery.azure;

/** The kind of address of a VM that callers connect to. */
public enum VmAddressKind {

	/** The private IPv4 address. */
	PRIVATE,
	/** The public address. */
	PUBLIC,
	/** The private IPv6 address. */
	PRIVATE_IPV6,
	/** The host name inside the virtual network. */
	HOSTNAME

}
