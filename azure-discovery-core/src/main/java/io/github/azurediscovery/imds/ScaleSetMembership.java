package io.github.azurediscovery.imds;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The scale set a VM belongs to.
 *
 * @param name the name of the set
 * @param id its resource id; the service tells it for Flexible sets only
 */
public record ScaleSetMembership(String name, @Nullable String id) {

	/**
	 * Return whether the set is Flexible; the other mode is Uniform.
	 * @return whether the service reports the set's resource id
	 */
	public boolean flexible() {
		return this.id != null;
	}

	static @Nullable ScaleSetMembership parse(JsonNode compute) {
		String id = InstanceMetadataJson.textOrNull(compute.path("virtualMachineScaleSet"), "id");
		String name = InstanceMetadataJson.text(compute, "vmScaleSetName");
		if (name.isEmpty() && id != null) {
			name = id.substring(id.lastIndexOf('/') + 1);
		}
		return name.isEmpty() ? null : new ScaleSetMembership(name, id);
	}

}
