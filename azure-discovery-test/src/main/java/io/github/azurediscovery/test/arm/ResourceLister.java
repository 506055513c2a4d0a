package io.github.azurediscovery.test.arm;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.azurediscovery.test.estate.AzureEstate;
import io.github.azurediscovery.test.estate.SimulatedIpConfiguration;
import io.github.azurediscovery.test.estate.SimulatedNic;
import io.github.azurediscovery.test.estate.SimulatedResourceGroup;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;

/**
 * The items of every list.
 */
final class ResourceLister {

	private static final Pattern SET_FILTER = Pattern.compile("\\s*'virtualMachineScaleSet/id'\\s+eq\\s+'([^']+)'\\s*",
			Pattern.CASE_INSENSITIVE);

	private final AzureEstate estate;

	ResourceLister(AzureEstate estate) {
		this.estate = estate;
	}

	/**
	 * Return the items of a list.
	 * @param target the list
	 * @param query the parameters of the request
	 * @param mayRead tells whether the subject may read a resource, by type and id
	 * @return the items in no order
	 */
	List<ListedItem> items(ArmTarget target, Map<String, String> query, MayRead mayRead) {
		TargetGroups scope = TargetGroups.of(this.estate, target);
		return switch (target.operation()) {
			case VM_LIST -> vms(scope).map((vm) -> VmView.model(vm, false)).toList();
			case VM_STATUS_LIST -> vms(scope).map(VmView::status).toList();
			case FLEXIBLE_INSTANCE_LIST -> flexible(scope, query);
			case UNIFORM_INSTANCE_LIST -> uniform(scope, target, query);
			case UNIFORM_NIC_LIST -> uniformNics(scope, target).map(NicView::uniform).toList();
			case UNIFORM_PUBLIC_IP_LIST -> publicAddresses(uniformNics(scope, target)).toList();
			case NIC_LIST -> nics(scope).map(NicView::nic).toList();
			case PUBLIC_IP_LIST -> publicAddresses(nics(scope)).toList();
			case SCALE_SET_LIST ->
				scope.groups().stream().flatMap((group) -> group.scaleSets().stream()).map(ScaleSetView::of).toList();
			case RESOURCE_LIST -> resources(scope, query, mayRead);
			default -> throw new IllegalArgumentException("Not a list: " + target);
		};
	}

	private Stream<SimulatedVm> vms(TargetGroups scope) {
		return scope.groups().stream().flatMap((group) -> group.vms().stream()).filter(SimulatedVm::listed);
	}

	private Stream<SimulatedNic> nics(TargetGroups scope) {
		return scope.groups()
			.stream()
			.map(SimulatedResourceGroup::subscription)
			.distinct()
			.flatMap((subscription) -> subscription.resourceGroups().stream())
			.flatMap((group) -> group.nics().stream())
			.filter((nic) -> scope.groups().contains(nic.resourceGroup()));
	}

	private List<ListedItem> flexible(TargetGroups scope, Map<String, String> query) {
		Matcher filter = SET_FILTER.matcher(query.getOrDefault("$filter", ""));
		if (!filter.matches()) {
			throw new ArmRefusalException(400, "InvalidParameter",
					"The $filter '" + query.get("$filter")
							+ "' is invalid. Only the filter 'virtualMachineScaleSet/id' eq '{id}' is supported.",
					"$filter");
		}
		boolean instanceView = "instanceView".equalsIgnoreCase(query.get("$expand"));
		return vms(scope).filter((vm) -> {
			SimulatedScaleSet set = vm.scaleSet();
			return set != null && set.id().equalsIgnoreCase(filter.group(1));
		}).map((vm) -> VmView.model(vm, instanceView)).toList();
	}

	private List<ListedItem> uniform(TargetGroups scope, ArmTarget target, Map<String, String> query) {
		SimulatedScaleSet set = uniformSet(scope, target);
		boolean instanceView = "instanceView".equalsIgnoreCase(query.get("$expand"));
		return set.instances()
			.stream()
			.filter(SimulatedVm::listed)
			.map((vm) -> VmView.uniform(vm, set, instanceView))
			.toList();
	}

	private Stream<SimulatedNic> uniformNics(TargetGroups scope, ArmTarget target) {
		return uniformSet(scope, target).instances()
			.stream()
			.flatMap((vm) -> vm.nics().stream())
			.filter(SimulatedNic::listed);
	}

	private SimulatedScaleSet uniformSet(TargetGroups scope, ArmTarget target) {
		SimulatedScaleSet set = scope.scaleSet(target.requiredScaleSet());
		if (!set.isUniform()) {
			FlexibleRefusal.raise(set, target.operation());
		}
		return set;
	}

	private Stream<ListedItem> publicAddresses(Stream<SimulatedNic> nics) {
		return nics.flatMap((nic) -> nic.ipConfigurations().stream())
			.filter((ip) -> ip.publicAddress() != null)
			.map((SimulatedIpConfiguration ip) -> NicView.publicAddress(ip));
	}

	private List<ListedItem> resources(TargetGroups scope, Map<String, String> query, MayRead mayRead) {
		ResourceFilter filter = ResourceFilter.of(query.get("$filter"));
		Predicate<String> wanted = filter::wants;
		return scope.groups()
			.stream()
			.flatMap((SimulatedResourceGroup group) -> ResourceView.of(group, wanted).stream())
			.filter(filter::matches)
			.filter((resource) -> mayRead.test(resource.type(), resource.id()))
			.map((resource) -> resource.listed(!filter.byTag()))
			.toList();
	}

	/**
	 * Tells whether a subject may read a resource.
	 */
	@FunctionalInterface
	interface MayRead {

		boolean test(String type, String id);

	}

}
