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
import io.github.azurediscovery.azure.http.RequestCounter;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.Nic.IpConfiguration;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.source.RefreshRound;

/**
 * Finds the network interfaces and public addresses of the VMs of one place that lie in
 * other resource groups of the same subscription, where network teams keep them. The
 * others' lists of the same round are used, and only where something is missing here. A
 * group that may not be read has nothing to offer; one whose list fails makes this answer
 * fail, since half of it would make VMs look as if they had no address.
 */
final class CrossGroupNetworkJoin {

	private final Collection<ScopeInventory> neighbours;

	private final RefreshRound round;

	private final RequestCounter tally;

	CrossGroupNetworkJoin(Collection<ScopeInventory> neighbours, RefreshRound round, RequestCounter tally) {
		this.neighbours = neighbours;
		this.round = round;
		this.tally = tally;
	}

	/** Return the interfaces that lie here, and those of VMs here that lie elsewhere. */
	List<Nic> nics(List<ListedResource> resources, List<Nic> own) throws ArmAccessException, InterruptedException {
		Set<AzureResourceId> lacking = new HashSet<>();
		resources.stream().filter((resource) -> !resource.scaleSet()).map(ListedResource::id).forEach(lacking::add);
		own.stream().map(Nic::vm).filter(Objects::nonNull).forEach(lacking::remove);
		List<Nic> all = new ArrayList<>(own);
		if (!lacking.isEmpty()) {
			for (ScopeInventory neighbour : this.neighbours) {
				readable(() -> neighbour.nics(this.round, this.tally), List.<Nic>of()).stream()
					.filter((nic) -> nic.vm() != null && lacking.contains(nic.vm()))
					.forEach(all::add);
			}
		}
		return all;
	}

	/**
	 * Return the public addresses that lie here, and those elsewhere if some are missing.
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
			all.putAll(readable(() -> neighbour.addresses(this.round, this.tally), Map.of()));
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
