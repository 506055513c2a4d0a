package io.github.azurediscovery.refresh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;

/**
 * Prevents sources that give way, such as the tag convention, from adding to a service
 * that another source has, even if only the guard still holds it. Such instances are
 * rejected with the name of that source, and return once the other has lost the service.
 *
 * @param givingWay whether a source, by its name, gives way with a service
 */
record SourcePrecedence(BiPredicate<String, String> givingWay) {

	static SourcePrecedence of(Collection<SourceState> sources) {
		Map<String, SourceState> byName = sources.stream()
			.collect(Collectors.toMap(SourceState::name, Function.identity()));
		return new SourcePrecedence((name, service) -> {
			SourceState source = byName.get(name);
			return source != null && source.givesWay(service);
		});
	}

	/**
	 * Decide which source owns each service.
	 * @param all the answer of each source
	 * @return the same, without members of services that another source owns
	 */
	List<LastGoodAnswer> settle(List<LastGoodAnswer> all) {
		if (all.stream().noneMatch(this::hasComingLast)) {
			return all;
		}
		Map<String, String> owners = new HashMap<>();
		for (LastGoodAnswer each : all) {
			each.members()
				.stream()
				.filter((member) -> !comesLast(each, member))
				.forEach((member) -> owners.putIfAbsent(member.service(), each.source()));
		}
		return owners.isEmpty() ? all : all.stream().map((each) -> without(each, owners)).toList();
	}

	private boolean hasComingLast(LastGoodAnswer each) {
		return each.members().stream().anyMatch((member) -> comesLast(each, member));
	}

	private boolean comesLast(LastGoodAnswer each, Instance member) {
		return this.givingWay.test(each.source(), member.service());
	}

	private LastGoodAnswer without(LastGoodAnswer each, Map<String, String> owners) {
		List<Instance> left = new ArrayList<>();
		List<Rejection> rejected = new ArrayList<>(each.rejected());
		for (Instance member : each.members()) {
			String owner = owners.get(member.service());
			if (owner == null || !comesLast(each, member)) {
				left.add(member);
			}
			else {
				rejected.add(new Rejection(member.name(), member.service(), RejectionReason.SERVICE_TAKEN,
						"service " + member.service() + " is that of source '" + owner
								+ "', and takes no VMs by the tag convention"));
			}
		}
		return (left.size() == each.members().size()) ? each : new LastGoodAnswer(each.source(), left, rejected);
	}

}
