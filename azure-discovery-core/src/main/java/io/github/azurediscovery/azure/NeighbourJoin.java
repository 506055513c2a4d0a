package io.github.azurediscovery.azure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.azurediscovery.azure.Nic.IpConfiguration;
import io.github.azurediscovery.source.Round;

/**
 * Finds the network interfaces and public addresses of the VMs of one place that lie in
 * other resource groups of the same subscription, where network teams keep them. The
 * others' lists of the same round are used, and only where something is missing here. A
 * group that may not be read has nothing to offer; one whose list fails makes this answer
 * fail, since half of it would make VMs look as if they had no address.
 */
final class NeighbourJoin {

	private final Collection<Inventory> neighbours;

	private final Round round;

	private final Tally tally;

	NeighbourJoin(Collection<Inventory> neighbours, Round round, Tally tally) {
		this.neighbours = neighbours;
		this.round = round;
		this.tally = tally;
	}

	/** Return the interfaces that lie here, and those of VMs here that lie elsewhere. */
	List<Nic> nics(List<Resource> resources, List<Nic> own) throws ListException, InterruptedException {
		Set<ResourceId> lacking = new HashSet<>();
		resources.stream().filter((resource) -> !resource.scaleSet()).map(Resource::id).forEach(lacking::add);
		own.stream().map(Nic::vm).filter(Objects::nonNull).forEach(lacking::remove);
		List<Nic> all = new ArrayList<>(own);
		if (!lacking.isEmpty()) {
			for (Inventory neighbour : this.neighbours) {
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
	Map<ResourceId, String> addresses(List<Nic> nics, Map<ResourceId, String> own)
			throws ListException, InterruptedException {
		boolean complete = nics.stream()
			.flatMap((nic) -> nic.configurations().stream())
			.map(IpConfiguration::publicAddress)
			.allMatch((address) -> address == null || own.containsKey(address));
		if (complete) {
			return own;
		}
		Map<ResourceId, String> all = new HashMap<>(own);
		for (Inventory neighbour : this.neighbours) {
			all.putAll(readable(() -> neighbour.addresses(this.round, this.tally), Map.of()));
		}
		return all;
	}

	private static <T> T readable(OncePerRound.Work<T> list, T otherwise) throws ListException, InterruptedException {
		try {
			return list.run();
		}
		catch (ListException ex) {
			if (ex.kind() == ListException.Kind.DENIED || ex.kind() == ListException.Kind.MISSING) {
				return otherwise;
			}
			throw ex;
		}
	}

}
