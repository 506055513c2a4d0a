package io.github.azurediscovery.azure.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic.IpConfiguration;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.source.RefreshRound;

/**
 * Finds network interfaces and public addresses of the VMs of one scope that are in other
 * resource groups of the same subscription, where network teams keep them. Uses the lists
 * of the other scopes in the same round, and only if something is missing here. Groups
 * without read permission are skipped; if another list fails, so does this one, because a
 * partial result would make VMs look as if they had no address.
 */
final class CrossGroupNetworkJoin {

	private final Collection<ScopeInventory> neighbours;

	private final RefreshRound round;

	private final ArmRequestCounter counter;

	CrossGroupNetworkJoin(Collection<ScopeInventory> neighbours, RefreshRound round, ArmRequestCounter counter) {
		this.neighbours = neighbours;
		this.round = round;
		this.counter = counter;
	}

	/**
	 * Return the interfaces of this scope, and those in other groups whose VMs are in
	 * this scope.
	 */
	List<Nic> nics(List<ListedResource> resources, List<Nic> own) throws ArmAccessException, InterruptedException {
		Set<AzureResourceId> lacking = new HashSet<>();
		resources.stream().filter((resource) -> !resource.isScaleSet()).map(ListedResource::id).forEach(lacking::add);
		own.stream().map(Nic::vm).filter(Objects::nonNull).forEach(lacking::remove);
		List<Nic> all = new ArrayList<>(own);
		if (!lacking.isEmpty()) {
			for (ScopeInventory neighbour : this.neighbours) {
				readable(() -> neighbour.nics(this.round, this.counter), List.<Nic>of()).stream()
					.filter((nic) -> nic.vm() != null && lacking.contains(nic.vm()))
					.forEach(all::add);
			}
		}
		return all;
	}

	/**
	 * Return the public addresses of this scope, and those of other groups if some are
	 * missing.
	 */
	Map<AzureResourceId, String> addresses(List<Nic> nics, Map<AzureResourceId, String> own)
			throws ArmAccessException, InterruptedException {
		boolean complete = nics.stream()
			.flatMap((nic) -> nic.configurations().stream())
			.map(IpConfiguration::publicAddress)
			.allMatch((address) -> address == null || own.containsKey(address));
		if (complete) {
			return own;
		}
		Map<AzureResourceId, String> all = new HashMap<>(own);
		for (ScopeInventory neighbour : this.neighbours) {
			all.putAll(readable(() -> neighbour.addresses(this.round, this.counter), Map.of()));
		}
		return all;
	}

	private static <T> T readable(OncePerRound.Work<T> list, T otherwise)
			throws ArmAccessException, InterruptedException {
		try {
			return list.run();
		}
		catch (ArmAccessException ex) {
			if (ex.kind() == ArmAccessException.Kind.DENIED || ex.kind() == ArmAccessException.Kind.MISSING) {
				return otherwise;
			}
			throw ex;
		}
	}

}
