package io.github.azurediscovery.agent;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The VMs that serve something, as {@code GET /api/vms} shows them. Immutable.
 *
 * @param lastUpdate when all of it was last confirmed, or {@code null} if it never was
 * @param totalVms the number of VMs
 * @param snapshotVersion moves with every change of the catalog
 * @param vms the VMs, sorted by name
 */
@JsonInclude(Include.ALWAYS)
record VirtualMachinesView(@JsonProperty("last_update") @Nullable Instant lastUpdate,
		@JsonProperty("total_vms") int totalVms, @JsonProperty("snapshot_version") long snapshotVersion,
		List<VirtualMachineView> vms) {

	/**
	 * One VM.
	 *
	 * @param name its name in Azure
	 * @param publicIp its first public address, if it has one
	 * @param privateIp its first private address, if it is known
	 * @param services what it serves, sorted
	 * @param zone its availability zone, if it has one
	 * @param state {@code routable} if calls may go to all that it serves, otherwise
	 * {@code leaving} if maintenance is announced, otherwise {@code down}
	 */
	@JsonInclude(Include.ALWAYS)
	record VirtualMachineView(String name, @JsonProperty("public_ip") @Nullable String publicIp,
			@JsonProperty("private_ip") @Nullable String privateIp, Set<String> services, @Nullable String zone,
			String state) {
	}

}
