package io.github.azurediscovery.azure.lookup;

import java.util.Set;

import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmState;
import io.github.azurediscovery.catalog.PlatformStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads Azure's word about a VM: a reason why it is no member, or the status of a member.
 * What is unknown or missing keeps a member, and so does a last operation that failed: it
 * says nothing about the VM. The states are those of
 * <a href= "https://learn.microsoft.com/azure/virtual-machines/states-billing">States and
 * billing status of Azure Virtual Machines</a>.
 */
final class PlatformStatusReader {

	private static final Set<String> NOT_RUNNING = Set.of("stopping", "stopped", "deallocating", "deallocated",
			"hibernating", "hibernated");

	private PlatformStatusReader() {
	}

	/** Why the VM is no member, {@code null} if Azure does not say that. */
	static @Nullable String against(@Nullable VmDetails vm) {
		if (vm == null) {
			return null;
		}
		VmState state = vm.state();
		if (VmState.DELETING.equals(state.provisioning())) {
			return "being deleted";
		}
		if (state.inStandbyPool()) {
			return "in the standby pool";
		}
		String power = state.power();
		if (power != null && NOT_RUNNING.contains(power)) {
			return power;
		}
		return state.beingCreated() ? "being created" : null;
	}

	/** The status of a member. */
	static PlatformStatus of(@Nullable VmDetails vm, boolean richHealth) {
		if (vm == null) {
			return PlatformStatus.UNKNOWN;
		}
		String health = vm.state().health();
		if ("unhealthy".equals(health) || ("unknown".equals(health) && richHealth)) {
			return PlatformStatus.UNHEALTHY;
		}
		if ("initializing".equals(health)) {
			return PlatformStatus.INITIALIZING;
		}
		return VmState.RUNNING.equals(vm.state().power()) ? PlatformStatus.RUNNING : PlatformStatus.UNKNOWN;
	}

}
