package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.azurediscovery.azure.AzureMetadataKeys;
import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.inventory.VmObjection;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ValueInterner;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.catalog.VmAddresses;
import org.jspecify.annotations.Nullable;

/**
 * Creates the instances of a VM, one for each service it declares, or rejections with the
 * reason. Each service is decided separately, so an invalid one does not affect the
 * others.
 */
public final class VmInstanceFactory {

	private final AzureSettings settings;

	private final Set<String> regions;

	private final Set<String> portsConfigured;

	private final VmAddressSelector addresses;

	private final TagMetadataReader metadata;

	private final LocalVmIdentity localVm;

	private final String source;

	private final ValueInterner interner = new ValueInterner();

	public VmInstanceFactory(AzureSettings settings, LocalVmIdentity localVm, String source) {
		this.settings = settings;
		this.regions = new HashSet<>(settings.scope().regions().stream().map(VmInstanceFactory::region).toList());
		this.portsConfigured = settings.services()
			.stream()
			.filter((service) -> service.port() != null)
			.map(AzureServiceDefinition::service)
			.collect(Collectors.toSet());
		this.addresses = new VmAddressSelector(settings.address());
		this.metadata = new TagMetadataReader(settings.tags());
		this.localVm = localVm;
		this.source = source;
	}

	public Decision decide(DiscoveredVm vm, DeclaredServices declared) {
		List<Rejection> rejected = new ArrayList<>();
		declared.problems()
			.forEach((problem) -> rejected.add(new Rejection(vm.name(), problem.service(), problem.reason(),
					problem.detail(), vm.identity().id())));
		VmObjection objection = objection(vm);
		String host = (objection == null) ? this.addresses.host(vm) : null;
		if (objection == null && host == null) {
			objection = new VmObjection(RejectionReason.NO_ADDRESS, this.addresses.missing());
		}
		List<Instance> instances = new ArrayList<>();
		for (ServiceBinding binding : declared.bindings()) {
			if (objection != null) {
				rejected.add(new Rejection(vm.name(), binding.service(), objection.reason(), objection.detail(),
						vm.identity().id()));
			}
			else if (host != null) {
				instances.add(instance(vm, binding, host));
			}
		}
		return new Decision(instances, rejected);
	}

	private @Nullable VmObjection objection(DiscoveredVm vm) {
		String region = vm.region();
		if (!this.regions.isEmpty() && region != null && !this.regions.contains(region(region))) {
			return new VmObjection(RejectionReason.EXCLUDED_BY_REGION,
					"in region " + region + ", outside of azure.discovery.scope.regions");
		}
		if (this.settings.excludeSelf() && this.localVm.matches(vm, Set.copyOf(this.addresses.all(vm).privates()))) {
			return new VmObjection(RejectionReason.EXCLUDED_SELF,
					"excluded: this VM (azure.discovery.instance.exclude-self)");
		}
		if (vm.obstacle() != null) {
			return vm.obstacle();
		}
		VmObjection platform = PlatformStatusReader.objection(vm.details());
		if (platform != null) {
			return platform;
		}
		return vm.nics().isEmpty() ? new VmObjection(RejectionReason.NO_NETWORK_INTERFACE, withoutInterface(vm)) : null;
	}

	private static String withoutInterface(DiscoveredVm vm) {
		String here = "no network interface in " + vm.id().plainGroup();
		String elsewhere = (vm.details() != null) ? vm.details().nicGroup() : null;
		return (elsewhere != null)
				? here + "; it lies in " + elsewhere + ": add that group to azure.discovery.scope.resource-groups"
				: here + "; if it lies in another resource group, add that to azure.discovery.scope.resource-groups";
	}

	private Instance instance(DiscoveredVm vm, ServiceBinding binding, String host) {
		String id = vm.identity().id();
		String vmId = vm.identity().vmId();
		VmDetails details = vm.details();
		AzureResourceId set = vm.scaleSet();
		VmAddresses all = this.addresses.all(vm);
		String service = this.interner.intern(binding.service());
		return Instance.of(binding.several() ? id + ":" + binding.port() : id, service, host, binding.port())
			.vmId((vmId != null) ? vmId : id)
			.name(vm.name())
			.secure(binding.secure())
			.addresses(all)
			.zone((details != null) ? details.zone() : null)
			.region(vm.region())
			.scaleSet(this.interner.internOrNull((set != null) ? set.name() : null))
			.resourceGroup(this.interner.intern(vm.id().plainGroup()))
			.source(this.source)
			.metadata(metadata(vm, service, all))
			.platform(PlatformStatusReader.status(details, vm.healthStates()))
			.unconfirmed(vm.unconfirmed())
			.build();
	}

	private Map<String, String> metadata(DiscoveredVm vm, String service, VmAddresses all) {
		Map<String, String> metadata = this.metadata.read(vm.tags());
		if (this.portsConfigured.contains(service)) {
			metadata.keySet().removeIf(ReservedMetadataKeys::isPort);
		}
		VmDetails details = vm.details();
		put(metadata, AzureMetadataKeys.VM_NAME, vm.name());
		put(metadata, AzureMetadataKeys.REGION, vm.region());
		put(metadata, AzureMetadataKeys.SUBSCRIPTION,
				this.interner.intern(vm.id().subscription().toLowerCase(Locale.ROOT)));
		put(metadata, AzureMetadataKeys.RESOURCE_GROUP, this.interner.intern(vm.id().plainGroup()));
		AzureResourceId set = vm.scaleSet();
		if (set != null) {
			put(metadata, AzureMetadataKeys.SCALE_SET, this.interner.intern(set.name()));
			put(metadata, AzureMetadataKeys.SCALE_SET_MODE, ScaleSetModeMetadata.value(vm.id()));
		}
		if (details != null) {
			put(metadata, AzureMetadataKeys.ZONE, details.zone());
			put(metadata, AzureMetadataKeys.VM_SIZE, details.size());
			put(metadata, AzureMetadataKeys.PRIORITY, details.priority());
			put(metadata, AzureMetadataKeys.COMPUTER_NAME, details.computerName());
		}
		if (this.settings.details()) {
			put(metadata, AzureMetadataKeys.RESOURCE_ID, vm.id().toString());
			put(metadata, AzureMetadataKeys.OS_TYPE, (details != null) ? details.osType() : null);
		}
		if (this.localVm.matches(vm, Set.copyOf(all.privates()))) {
			metadata.put(AzureMetadataKeys.SELF, "true");
		}
		return metadata;
	}

	private static void put(Map<String, String> metadata, String key, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			metadata.put(key, value);
		}
	}

	/**
	 * Normalize a region, which has two names: {@code westeurope}, {@code West Europe}.
	 */
	private static String region(String name) {
		return name.toLowerCase(Locale.ROOT).replace(" ", "");
	}

	/**
	 * The outcome for one VM.
	 *
	 * @param instances the instances created
	 * @param rejected the services rejected
	 */
	public record Decision(List<Instance> instances, List<Rejection> rejected) {

	}

}
