package io.github.azurediscovery.azure.resource;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The identity of a VM. The id is derived from the resource id alone, so that all
 * processes agree on it, whatever Compute has reported to each. It is a name-based UUID,
 * because sticky sessions expose it to browsers. The {@code vmId} of Azure tells whether
 * a VM of the same name is still the same VM.
 *
 * @param id the id that instances carry
 * @param vmId Azure's own id of the VM, where known
 */
public record VmIdentity(String id, @Nullable String vmId) {

	public static VmIdentity of(AzureResourceId vm, @Nullable String vmId) {
		return new VmIdentity(UUID.nameUUIDFromBytes(vm.key().getBytes(StandardCharsets.UTF_8)).toString(), vmId);
	}

}
