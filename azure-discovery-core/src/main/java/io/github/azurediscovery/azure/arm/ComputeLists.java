package io.github.azurediscovery.azure.arm;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import com.azure.core.http.rest.Response;
import com.azure.core.management.SubResource;
import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetVMInner;
import com.azure.resourcemanager.compute.models.InstanceViewStatus;
import com.azure.resourcemanager.compute.models.OrchestrationMode;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineHealthStatus;
import com.azure.resourcemanager.compute.models.VirtualMachineListResult;
import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetVMListResult;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmOperation;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.HealthStates;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.ScaleSetMode;
import io.github.azurediscovery.azure.resource.ScaleSetModel;
import io.github.azurediscovery.azure.resource.ValueInterner;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmReportedState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The requests to Microsoft.Compute, whose quotas the whole subscription shares. */
final class ComputeLists {

	private static final String INSTANCE_VIEW = "instanceView";

	private static final SdkModel<VirtualMachineScaleSetInner> SCALE_SET = SdkModel
		.resource(VirtualMachineScaleSetInner::fromJson);

	private final ComputeRequests requests;

	private final ArmAddress arm;

	private final PagedListReader lister;

	private final ValueInterner interner;

	ComputeLists(ComputeRequests requests, ArmAddress arm, PagedListReader lister, ValueInterner interner) {
		this.requests = requests;
		this.arm = arm;
		this.lister = lister;
		this.interner = interner;
	}

	List<VmDetails> vms(ResourceListScope scope, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		String group = scope.group();
		return this.lister.list(PagedListReader.ListRequest.of(ArmOperation.VMS, scope, counter),
				(group != null) ? vmsOfGroup(group, null, null) : vmsOfSubscription(null), this::details);
	}

	List<VmDetails> powerStates(ResourceListScope subscription, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.lister.list(PagedListReader.ListRequest.of(ArmOperation.POWER_STATES, subscription, counter),
				vmsOfSubscription("true"), this::details);
	}

	List<VmDetails> flexibleVms(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		String filter = "'virtualMachineScaleSet/id' eq '" + set + "'";
		return this.lister.list(PagedListReader.ListRequest.of(ArmOperation.FLEXIBLE_VMS, set, counter),
				vmsOfGroup(set.group(), filter, INSTANCE_VIEW), this::details);
	}

	private PagedListRequest<VirtualMachineListResult, VirtualMachineInner> vmsOfSubscription(
			@Nullable String statusOnly) {
		return paged((context) -> this.requests.vms(this.arm.endpoint(), this.arm.subscription(),
				ComputeRequests.VERSION, statusOnly, ArmAddress.JSON, context));
	}

	private PagedListRequest<VirtualMachineListResult, VirtualMachineInner> vmsOfGroup(String group,
			@Nullable String filter, @Nullable String expand) {
		return paged((context) -> this.requests.vmsOfGroup(this.arm.endpoint(), this.arm.subscription(), group,
				ComputeRequests.VERSION, filter, expand, ArmAddress.JSON, context));
	}

	private PagedListRequest<VirtualMachineListResult, VirtualMachineInner> paged(
			Function<Context, Mono<Response<byte[]>>> first) {
		return new PagedListRequest<>(first,
				(link, context) -> this.requests.nextVms(this.arm.endpoint(), link, ArmAddress.JSON, context),
				VirtualMachineListResult::fromJson, VirtualMachineListResult::value,
				VirtualMachineListResult::nextLink);
	}

	List<VmDetails> setVms(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		return this.lister
			.list(PagedListReader.ListRequest.of(ArmOperation.SET_VMS, set, counter), new PagedListRequest<>(
					(context) -> this.requests.vmsOfScaleSet(this.arm.endpoint(), this.arm.subscription(), set.group(),
							set.name(), ComputeRequests.VERSION, INSTANCE_VIEW, ArmAddress.JSON, context),
					(link, context) -> this.requests.nextVmsOfScaleSet(this.arm.endpoint(), link, ArmAddress.JSON,
							context),
					VirtualMachineScaleSetVMListResult::fromJson, VirtualMachineScaleSetVMListResult::value,
					VirtualMachineScaleSetVMListResult::nextLink), this::details);
	}

	ScaleSetModel scaleSet(AzureResourceId set, ArmRequestCounter counter)
			throws ArmAccessException, InterruptedException {
		VirtualMachineScaleSetInner model = this.lister.execute(
				PagedListReader.ListRequest.of(ArmOperation.SCALE_SET, set, counter),
				(context) -> SCALE_SET
					.read(PagedListRequest.answer(this.requests.scaleSet(this.arm.endpoint(), this.arm.subscription(),
							set.group(), set.name(), ComputeRequests.VERSION, ArmAddress.JSON, context))));
		AzureResourceId asAzureWritesIt = AzureResourceId.orNull(model.id());
		return new ScaleSetModel((asAzureWritesIt != null) ? asAzureWritesIt : set,
				OrchestrationMode.FLEXIBLE.equals(model.orchestrationMode()) ? ScaleSetMode.FLEXIBLE
						: ScaleSetMode.UNIFORM,
				!Boolean.FALSE.equals(model.overprovision()), healthStates(model), ResourceTags.of(model.tags()));
	}

	private static HealthStates healthStates(VirtualMachineScaleSetInner model) {
		var profile = (model.virtualMachineProfile() != null) ? model.virtualMachineProfile().extensionProfile() : null;
		boolean rich = profile != null && profile.extensions() != null && profile.extensions()
			.stream()
			.anyMatch((extension) -> String.valueOf(extension.typePropertiesType()).startsWith("ApplicationHealth")
					&& String.valueOf(extension.typeHandlerVersion()).startsWith("2"));
		return rich ? HealthStates.RICH : HealthStates.BINARY;
	}

	private @Nullable VmDetails details(VirtualMachineInner vm) {
		AzureResourceId id = AzureResourceId.orNull(vm.id());
		if (id == null) {
			return null;
		}
		var view = vm.instanceView();
		var profile = vm.hardwareProfile();
		return interned(new VmDetails(id, vm.name(), vm.vmId(), vm.location(), zone(vm.zones()),
				(profile != null && profile.vmSize() != null) ? profile.vmSize().toString() : null,
				(vm.priority() != null) ? vm.priority().toString() : null,
				(vm.osProfile() != null) ? vm.osProfile().computerName() : null, osType(vm.storageProfile()),
				id(vm.virtualMachineScaleSet()), (vm.tags() != null) ? ResourceTags.of(vm.tags()) : null,
				nicGroup(id, vm),
				new VmReportedState(power((view != null) ? view.statuses() : null), lower(vm.provisioningState()),
						health((view != null) ? view.vmHealth() : null),
						(view != null) ? view.isVMInStandbyPool() : null)));
	}

	/**
	 * Return the resource group of the network interface, {@code null} if it is that of
	 * the VM.
	 */
	private static @Nullable String nicGroup(AzureResourceId vm, VirtualMachineInner model) {
		var profile = model.networkProfile();
		var references = (profile != null) ? profile.networkInterfaces() : null;
		return (references == null) ? null
				: references.stream()
					.map((reference) -> AzureResourceId.orNull(reference.id()))
					.filter((nic) -> nic != null && !nic.group().equalsIgnoreCase(vm.group()))
					.map((nic) -> Objects.requireNonNull(nic).group())
					.findFirst()
					.orElse(null);
	}

	private @Nullable VmDetails details(VirtualMachineScaleSetVMInner vm) {
		AzureResourceId id = AzureResourceId.orNull(vm.id());
		if (id == null) {
			return null;
		}
		var view = vm.instanceView();
		return interned(new VmDetails(id, vm.name(), vm.vmId(), vm.location(), zone(vm.zones()),
				(vm.sku() != null) ? vm.sku().name() : null, null,
				(vm.osProfile() != null) ? vm.osProfile().computerName() : null, osType(vm.storageProfile()),
				id.scaleSet(), (vm.tags() != null) ? ResourceTags.of(vm.tags()) : null, null,
				new VmReportedState(power((view != null) ? view.statuses() : null), provisioning(vm),
						health((view != null) ? view.vmHealth() : null), null)));
	}

	/**
	 * Return {@code deleting} also between two attempts at a deletion, which only the
	 * resilient deletion status shows.
	 */
	private static @Nullable String provisioning(VirtualMachineScaleSetVMInner vm) {
		String deletion = String.valueOf(vm.resilientVMDeletionStatus()).replace(" ", "");
		return deletion.equalsIgnoreCase("InProgress") ? VmReportedState.DELETING : lower(vm.provisioningState());
	}

	private VmDetails interned(VmDetails vm) {
		return new VmDetails(vm.id(), vm.name(), vm.vmId(), this.interner.internOrNull(vm.region()),
				this.interner.internOrNull(vm.zone()), this.interner.internOrNull(vm.size()),
				this.interner.internOrNull(vm.priority()), vm.computerName(), this.interner.internOrNull(vm.osType()),
				this.interner.internOrNull(vm.scaleSet()), this.interner.internOrNull(vm.tags()),
				this.interner.internOrNull(vm.nicGroup()), this.interner.intern(vm.state()));
	}

	private static @Nullable String osType(@Nullable StorageProfile profile) {
		var disk = (profile != null) ? profile.osDisk() : null;
		return (disk != null && disk.osType() != null) ? disk.osType().toString() : null;
	}

	private static @Nullable AzureResourceId id(@Nullable SubResource resource) {
		return (resource != null) ? AzureResourceId.orNull(resource.id()) : null;
	}

	private static @Nullable String zone(@Nullable List<String> zones) {
		return (zones != null && !zones.isEmpty()) ? zones.get(0) : null;
	}

	private static @Nullable String power(@Nullable List<InstanceViewStatus> statuses) {
		return (statuses == null) ? null
				: statuses.stream()
					.map(InstanceViewStatus::code)
					.filter((code) -> code != null && code.regionMatches(true, 0, "PowerState/", 0, 11))
					.map(ComputeLists::lastSegment)
					.findFirst()
					.orElse(null);
	}

	private static @Nullable String health(@Nullable VirtualMachineHealthStatus health) {
		return (health != null && health.status() != null && health.status().code() != null)
				? lastSegment(health.status().code()) : null;
	}

	private static String lastSegment(String code) {
		return code.substring(code.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
	}

	private static @Nullable String lower(@Nullable String text) {
		return (text != null) ? text.toLowerCase(Locale.ROOT) : null;
	}

}
