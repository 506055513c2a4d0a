package io.github.azurediscovery.azure.lookup;

import java.util.Set;

import io.github.azurediscovery.azure.inventory.VmObjection;
import io.github.azurediscovery.azure.resource.HealthStates;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmReportedState;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * Reads Azure's reported state of a VM: a reason to reject it, or the status of a member.
 * Unknown or missing states reject no VM, nor does a failed last operation, which says
 * nothing about whether the VM runs. The states are those of
 * <a href= "https://learn.microsoft.com/azure/virtual-machines/states-billing">States and
 * billing status of Azure Virtual Machines</a>.
 */
final class PlatformStatusReader {

	private static final Set<String> NOT_RUNNING = Set.of("stopping", "stopped", "deallocating", "deallocated",
			"hibernating", "hibernated");

	private PlatformStatusReader() {
	}

	/** Return why the VM is not a member, {@code null} if Azure reports no reason. */
	static @Nullable VmObjection objection(@Nullable VmDetails vm) {
		if (vm == null) {
			return null;
		}
		VmReportedState state = vm.state();
		if (VmReportedState.DELETING.equals(state.provisioning())) {
			return new VmObjection(RejectionReason.BEING_DELETED, "being deleted");
		}
		if (state.inStandbyPool()) {
			return new VmObjection(RejectionReason.IN_STANDBY_POOL, "in the standby pool");
		}
		String power = state.power();
		if (power != null && NOT_RUNNING.contains(power)) {
			return new VmObjection(RejectionReason.NOT_RUNNING, power);
		}
		return state.beingCreated() ? new VmObjection(RejectionReason.BEING_CREATED, "being created") : null;
	}

	/** Return the status of a member. */
	static PlatformStatus status(@Nullable VmDetails vm, HealthStates healthStates) {
		if (vm == null) {
			return PlatformStatus.UNKNOWN;
		}
		String health = vm.state().health();
		if ("unhealthy".equals(health) || ("unknown".equals(health) && healthStates == HealthStates.RICH)) {
			return PlatformStatus.UNHEALTHY;
		}
		if ("initializing".equals(health)) {
			return PlatformStatus.INITIALIZING;
		}
		return VmReportedState.RUNNING.equals(vm.state().power()) ? PlatformStatus.RUNNING : PlatformStatus.UNKNOWN;
	}

}
