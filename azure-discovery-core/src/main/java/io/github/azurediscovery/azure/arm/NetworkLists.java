package io.github.azurediscovery.azure.arm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.models.IpVersion;
import com.azure.resourcemanager.network.models.NetworkInterfaceListResult;
import com.azure.resourcemanager.network.models.PublicIpAddressListResult;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmOperation;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.Nic.IpConfiguration;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.ValueInterner;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The lists of Microsoft.Network, which provide the addresses. */
final class NetworkLists {

	private final NetworkRequests requests;

	private final ArmAddress arm;

	private final PagedListReader lister;

	private final ValueInterner interner;

	NetworkLists(NetworkRequests requests, ArmAddress arm, PagedListReader lister, ValueInterner interner) {
		this.requests = requests;
		this.arm = arm;
		this.lister = lister;
		this.interner = interner;
	}

	List<Nic> nics(ResourceListScope scope, ArmRequestCounter counter) throws ArmAccessException, InterruptedException {
		String group = scope.group();
		return nics(PagedListReader.ListRequest.of(ArmOperation.NETWORK_INTERFACES, scope, counter),
				(context) -> (group != null)
						? this.requests.nicsOfGroup(this.arm.endpoint(), this.arm.subscription(), group,
								NetworkRequests.VERSION, ArmAddress.JSON, context)
						: this.requests.nics(this.arm.endpoint(), this.arm.subscription(), NetworkRequests.VERSION,
								ArmAddress.JSON, context));
	}

	List<Nic> setNics(AzureResourceId set, ArmRequestCounter counter) throws ArmAccessException, InterruptedException {
		return nics(PagedListReader.ListRequest.of(ArmOperation.SET_NETWORK_INTERFACES, set, counter),
				(context) -> this.requests.nicsOfScaleSet(this.arm.endpoint(), this.arm.subscription(), set.group(),
						set.name(), NetworkRequests.SCALE_SET_VERSION, ArmAddress.JSON, context));
	}

	private List<Nic> nics(PagedListReader.ListRequest request, Function<Context, Mono<Response<byte[]>>> first)
			throws ArmAccessException, InterruptedException {
		return this.lister.list(request,
				new PagedListRequest<>(first,
						(link, context) -> this.requests.nextNics(this.arm.endpoint(), link, ArmAddress.JSON, context),
						NetworkInterfaceListResult::fromJson, NetworkInterfaceListResult::value,
						NetworkInterfaceListResult::nextLink),
				this::nic);
	}

	Map<AzureResourceId, String> publicAddresses(ResourceListScope scope, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		String group = scope.group();
		return publicAddresses(PagedListReader.ListRequest.of(ArmOperation.PUBLIC_ADDRESSES, scope, counter),
				(context) -> (group != null)
						? this.requests.publicAddressesOfGroup(this.arm.endpoint(), this.arm.subscription(), group,
								NetworkRequests.VERSION, ArmAddress.JSON, context)
						: this.requests.publicAddresses(this.arm.endpoint(), this.arm.subscription(),
								NetworkRequests.VERSION, ArmAddress.JSON, context));
	}

	Map<AzureResourceId, String> setPublicAddresses(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return publicAddresses(PagedListReader.ListRequest.of(ArmOperation.SET_PUBLIC_ADDRESSES, set, counter),
				(context) -> this.requests.publicAddressesOfScaleSet(this.arm.endpoint(), this.arm.subscription(),
						set.group(), set.name(), NetworkRequests.SCALE_SET_VERSION, ArmAddress.JSON, context));
	}

	private Map<AzureResourceId, String> publicAddresses(PagedListReader.ListRequest request,
			Function<Context, Mono<Response<byte[]>>> first) throws ArmAccessException, InterruptedException {
		return byId(this.lister.list(request,
				new PagedListRequest<>(first,
						(link, context) -> this.requests.nextPublicAddresses(this.arm.endpoint(), link, ArmAddress.JSON,
								context),
						PublicIpAddressListResult::fromJson, PublicIpAddressListResult::value,
						PublicIpAddressListResult::nextLink),
				NetworkLists::publicAddress));
	}

	private @Nullable Nic nic(NetworkInterfaceInner nic) {
		AzureResourceId id = AzureResourceId.orNull(nic.id());
		if (id == null) {
			return null;
		}
		List<NetworkInterfaceIpConfigurationInner> configurations = (nic.ipConfigurations() != null)
				? nic.ipConfigurations() : List.of();
		return new Nic(id, (nic.virtualMachine() != null) ? AzureResourceId.orNull(nic.virtualMachine().id()) : null,
				nic.primary(), this.interner.internOrNull(nic.location()),
				this.interner
					.internOrNull((nic.dnsSettings() != null) ? nic.dnsSettings().internalDomainNameSuffix() : null),
				this.interner.intern(ResourceTags.of(nic.tags())),
				configurations.stream().filter(NetworkLists::isAddress).map(NetworkLists::configuration).toList());
	}

	/**
	 * A configuration may hold an address prefix instead of one address (Network
	 * Interfaces in the REST reference of Azure Virtual Network), which callers cannot
	 * connect to.
	 */
	private static boolean isAddress(NetworkInterfaceIpConfigurationInner configuration) {
		String address = configuration.privateIpAddress();
		return configuration.privateIpAddressPrefixLength() == null && (address == null || address.indexOf('/') < 0);
	}

	private static IpConfiguration configuration(NetworkInterfaceIpConfigurationInner configuration) {
		return new IpConfiguration(configuration.privateIpAddress(),
				IpVersion.IPV6.equals(configuration.privateIpAddressVersion()), configuration.primary(),
				(configuration.publicIpAddress() != null) ? AzureResourceId.orNull(configuration.publicIpAddress().id())
						: null);
	}

	private static @Nullable PublicAddress publicAddress(PublicIpAddressInner address) {
		AzureResourceId id = AzureResourceId.orNull(address.id());
		return (id != null && address.ipAddress() != null) ? new PublicAddress(id, address.ipAddress()) : null;
	}

	private static Map<AzureResourceId, String> byId(List<PublicAddress> addresses) {
		Map<AzureResourceId, String> byId = new HashMap<>();
		addresses.forEach((address) -> byId.put(address.id, address.address));
		return byId;
	}

	private record PublicAddress(AzureResourceId id, String address) {

	}

}
