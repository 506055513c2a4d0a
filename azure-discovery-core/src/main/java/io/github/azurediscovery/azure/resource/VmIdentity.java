package io.github.azurediscovery.azure.resource;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a VM is known by. The id follows from the resource id alone, so that two processes
 * agree on it whenever they started and whatever Compute has told them; it is a
 * name-based UUID, since a sticky session shows it to browsers. The {@code vmId} of Azure
 * tells whether a VM of the same name is still the same one.
 *
 * @param id what instances are known by
 * @param vmId Azure's own identity, where known
 */
public record VmIdentity(String id, @Nullable String vmId) {

	public static VmIdentity of(AzureResourceId vm, @Nullable String vmId) {
		return new VmIdentity(UUID.nameUUIDFromBytes(vm.key().getBytes(StandardCharsets.UTF_8)).toString(), vmId);
	}

}
