package io.github.azurediscovery.test.estate;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * An IP configuration of a network interface: one private address, or a block of them,
 * and perhaps one public address.
 */
public final class SimulatedIpConfiguration {

	private final AzureEstate estate;

	private final SimulatedNic nic;

	private final String name;

	private boolean primary;

	private @Nullable String address;

	private @Nullable Integer prefixLength;

	private @Nullable String publicAddress;

	private @Nullable String fqdn;

	SimulatedIpConfiguration(AzureEstate estate, SimulatedNic nic, String name, boolean primary) {
		this.estate = estate;
		this.nic = nic;
		this.name = name;
		this.primary = primary;
	}

	/**
	 * Return the name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the resource id.
	 * @return the id under the interface
	 */
	public String id() {
		return this.nic.id() + "/ipConfigurations/" + this.name;
	}

	/**
	 * Return the resource id of the public address.
	 * @return under the IP configuration for a Uniform scale set, else under the resource
	 * group
	 */
	public String publicAddressId() {
		SimulatedVm vm = this.nic.vm();
		return vm.uniform() ? id() + "/publicIPAddresses/pip1" : this.nic.resourceGroup().id()
				+ "/providers/Microsoft.Network/publicIPAddresses/" + publicAddressName();
	}

	/**
	 * Return the name of the public address.
	 * @return made of the names of the interface and the IP configuration
	 */
	public String publicAddressName() {
		return this.nic.vm().uniform() ? "pip1" : this.nic.name() + '-' + this.name + "-pip";
	}

	/**
	 * Set the private address.
	 * @param address an IPv4 or IPv6 address, or a block such as {@code 10.0.0.16/28};
	 * {@code null} for none
	 * @return this IP configuration
	 */
	public SimulatedIpConfiguration address(@Nullable String address) {
		this.estate.change(() -> this.address = address);
		return this;
	}

	/**
	 * Return the private address.
	 * @return an IPv4 or IPv6 address or {@code null}
	 */
	public @Nullable String address() {
		return this.estate.read(() -> this.address);
	}

	/**
	 * Set the length of the prefix, which makes it a block of addresses.
	 * @param prefixLength for example 28, {@code null} for a single address
	 * @return this IP configuration
	 */
	public SimulatedIpConfiguration prefixLength(@Nullable Integer prefixLength) {
		this.estate.change(() -> this.prefixLength = prefixLength);
		return this;
	}

	/**
	 * Return the length of the prefix.
	 * @return the length, {@code null} for a single address
	 */
	public @Nullable Integer prefixLength() {
		return this.estate.read(() -> this.prefixLength);
	}

	/**
	 * Tell whether the private address is of IP version 6.
	 * @return {@code false} if there is none
	 */
	public boolean ipv6() {
		String current = address();
		return current != null && current.indexOf(':') >= 0;
	}

	/**
	 * Set the public address.
	 * @param address an IPv4 or IPv6 address, {@code null} for none
	 * @return this IP configuration
	 */
	public SimulatedIpConfiguration publicAddress(@Nullable String address) {
		this.estate.change(() -> this.publicAddress = address);
		return this;
	}

	/**
	 * Return the public address.
	 * @return an address or {@code null}
	 */
	public @Nullable String publicAddress() {
		return this.estate.read(() -> this.publicAddress);
	}

	/**
	 * Set the public DNS name, shown beside the public address.
	 * @param fqdn the name, {@code null} for none
	 * @return this IP configuration
	 */
	public SimulatedIpConfiguration fqdn(@Nullable String fqdn) {
		this.estate.change(() -> this.fqdn = fqdn);
		return this;
	}

	/**
	 * Return the public DNS name.
	 * @return the name or {@code null}
	 */
	public @Nullable String fqdn() {
		return this.estate.read(() -> this.fqdn);
	}

	/**
	 * Set the {@code primary} flag.
	 * @param primary whether this is the primary IP configuration of the interface
	 * @return this IP configuration
	 */
	public SimulatedIpConfiguration primary(boolean primary) {
		this.estate.change(() -> this.primary = primary);
		return this;
	}

	/**
	 * Return the {@code primary} flag.
	 * @return {@code true} for the first IP configuration unless set
	 */
	public boolean primary() {
		return this.estate.read(() -> this.primary);
	}

	/**
	 * Return the interface.
	 * @return the interface
	 */
	public SimulatedNic nic() {
		return this.nic;
	}

	@Override
	public String toString() {
		return Objects.requireNonNull(id());
	}

}
