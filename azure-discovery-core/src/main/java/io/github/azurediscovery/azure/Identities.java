package io.github.azurediscovery.azure;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The stable identity of VMs: the {@code vmId}. Only Compute tells it, so a VM that was
 * first seen while Compute did not answer is known by its resource id, and keeps that
 * identity for as long as it is the same VM: to learn more about a VM is no replacement.
 * Thread-safe.
 */
final class Identities {

	private final Map<ResourceId, Identity> known = new ConcurrentHashMap<>();

	Identity of(ResourceId vm, @Nullable String vmId) {
		return this.known.compute(vm, (key, old) -> {
			if (old == null) {
				return new Identity((vmId != null) ? vmId : vm.key(), vmId);
			}
			if (vmId == null || vmId.equals(old.vmId)) {
				return old;
			}
			return (old.vmId == null) ? new Identity(old.id, vmId) : new Identity(vmId, vmId);
		});
	}

	void retain(Collection<ResourceId> listed) {
		this.known.keySet().retainAll(listed);
	}

	/**
	 * The identity of one VM.
	 *
	 * @param id what instances are known by
	 * @param vmId Azure's own identity, where known
	 */
	record Identity(String id, @Nullable String vmId) {

	}

}
