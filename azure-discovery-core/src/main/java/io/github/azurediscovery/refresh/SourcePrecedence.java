package io.github.azurediscovery.refresh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;

/**
 * Prevents sources that give way, such as the tag convention, from adding to a service
 * that another source has, even if only the guard still holds it. Such instances are
 * rejected with the name of that source, and return once the other has lost the service.
 *
 * @param sources the names of the sources that give way
 */
record SourcePrecedence(Set<String> sources) {

	static SourcePrecedence of(Collection<SourceState> sources) {
		return new SourcePrecedence(
				sources.stream().filter(SourceState::givesWay).map(SourceState::name).collect(Collectors.toSet()));
	}

	/**
	 * Decide which source owns each service.
	 * @param all the answer of each source
	 * @return the same, without members of services that another source owns
	 */
	List<LastGoodAnswer> settle(List<LastGoodAnswer> all) {
		if (all.stream().noneMatch((each) -> comesLast(each) && !each.members().isEmpty())) {
			return all;
		}
		Map<String, String> owners = new HashMap<>();
		for (LastGoodAnswer each : all) {
			if (!comesLast(each)) {
				each.members().forEach((member) -> owners.putIfAbsent(member.service(), each.source()));
			}
		}
		return owners.isEmpty() ? all
				: all.stream().map((each) -> comesLast(each) ? without(each, owners) : each).toList();
	}

	private boolean comesLast(LastGoodAnswer each) {
		return this.sources.contains(each.source());
	}

	private static LastGoodAnswer without(LastGoodAnswer each, Map<String, String> owners) {
		List<Instance> left = new ArrayList<>();
		List<Rejection> rejected = new ArrayList<>(each.rejected());
		for (Instance member : each.members()) {
			String owner = owners.get(member.service());
			if (owner == null) {
				left.add(member);
			}
			else {
				rejected.add(new Rejection(member.name(), member.service(), RejectionReason.SERVICE_TAKEN,
						"service " + member.service() + " is that of source '" + owner
								+ "', and takes no VMs by the tag convention"));
			}
		}
		return new LastGoodAnswer(each.source(), left, rejected);
	}

}
