package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.azurediscovery.azure.VmAddressKind;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.Nic.IpConfiguration;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.catalog.HostName;
import io.github.azurediscovery.catalog.VmAddresses;
import org.jspecify.annotations.Nullable;

/**
 * Selects the address that callers connect to: from the primary interface (by its flag,
 * else the first with a primary configuration, else the first), the primary configuration
 * first.
 */
final class VmAddressSelector {

	private static final Comparator<IpConfiguration> PRIMARY_FIRST = Comparator
		.comparingInt((configuration) -> Boolean.TRUE.equals(configuration.primary()) ? 0 : 1);

	private final VmAddressKind kind;

	VmAddressSelector(VmAddressKind kind) {
		this.kind = kind;
	}

	/**
	 * Return the host that callers connect to, IPv6 in brackets, {@code null} if there is
	 * none.
	 */
	@Nullable String host(DiscoveredVm vm) {
		Nic primary = primary(vm.nics());
		if (primary == null) {
			return null;
		}
		return switch (this.kind) {
			case PRIVATE -> privates(primary, (address) -> !address.ipv6()).findFirst().orElse(null);
			case PRIVATE_IPV6 ->
				privates(primary, IpConfiguration::ipv6).findFirst().map(HostName::bracketed).orElse(null);
			case PUBLIC -> publics(primary, vm.publicAddresses()).findFirst().map(HostName::bracketed).orElse(null);
			case HOSTNAME -> hostname(vm, primary);
		};
	}

	/** Return the reason for a missing host, for messages. */
	String missing() {
		return switch (this.kind) {
			case PRIVATE -> "no private IPv4 address";
			case PRIVATE_IPV6 -> "no private IPv6 address";
			case PUBLIC -> "no public address";
			case HOSTNAME -> "no valid host name";
		};
	}

	/** Return all addresses, those of the primary interface first. */
	VmAddresses all(DiscoveredVm vm) {
		List<Nic> nics = new ArrayList<>(vm.nics());
		Nic primary = primary(nics);
		if (primary != null) {
			nics.remove(primary);
			nics.add(0, primary);
		}
		LinkedHashSet<String> privates = new LinkedHashSet<>();
		LinkedHashSet<String> publics = new LinkedHashSet<>();
		for (Nic nic : nics) {
			configurations(nic).map(IpConfiguration::address).filter(Objects::nonNull).forEach(privates::add);
			publics(nic, vm.publicAddresses()).forEach(publics::add);
		}
		return new VmAddresses(List.copyOf(privates), List.copyOf(publics));
	}

	static @Nullable Nic primary(List<Nic> nics) {
		if (nics.isEmpty()) {
			return null;
		}
		return nics.stream()
			.filter((nic) -> Boolean.TRUE.equals(nic.primary()))
			.findFirst()
			.or(() -> nics.stream()
				.filter((nic) -> nic.configurations()
					.stream()
					.anyMatch((configuration) -> Boolean.TRUE.equals(configuration.primary())))
				.findFirst())
			.orElse(nics.get(0));
	}

	private static Stream<IpConfiguration> configurations(Nic nic) {
		return nic.configurations().stream().sorted(PRIMARY_FIRST);
	}

	private static Stream<String> privates(Nic nic, Predicate<IpConfiguration> wanted) {
		return configurations(nic).filter(wanted)
			.map(IpConfiguration::address)
			.filter((address) -> address != null && !address.isBlank())
			.map((address) -> Objects.requireNonNull(address));
	}

	private static Stream<String> publics(Nic nic, Map<AzureResourceId, String> addresses) {
		return configurations(nic).map(IpConfiguration::publicAddress)
			.filter(Objects::nonNull)
			.map(addresses::get)
			.filter(Objects::nonNull);
	}

	private static @Nullable String hostname(DiscoveredVm vm, Nic primary) {
		VmDetails details = vm.details();
		String name = (details != null && details.computerName() != null) ? details.computerName() : vm.name();
		String domain = primary.domain();
		String host = (domain != null && !domain.isBlank()) ? name + "." + domain : name;
		String valid = ServiceIdNormalizer.of(host);
		return host.equalsIgnoreCase(valid) ? host : null;
	}

}
