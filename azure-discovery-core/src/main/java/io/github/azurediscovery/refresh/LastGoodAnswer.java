package io.github.azurediscovery.refresh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.catalog.Snapshot;

/**
 * The last good answer of one source.
 *
 * @param source the name of the source
 * @param members its members, those held by the guard included
 * @param rejected the items that are not members
 */
record LastGoodAnswer(String source, List<Instance> members, List<Rejection> rejected) {

	LastGoodAnswer {
		members = List.copyOf(members);
		rejected = List.copyOf(rejected);
	}

	/**
	 * Return this answer, with the previous objects for unchanged instances: the snapshot
	 * holds those, and no instance is kept twice.
	 * @param before the previous answer
	 * @return this answer
	 */
	LastGoodAnswer following(LastGoodAnswer before) {
		Map<Identity, Instance> known = new HashMap<>();
		before.members.forEach((member) -> known.put(Identity.of(member), member));
		return new LastGoodAnswer(this.source, this.members.stream().map((member) -> {
			Instance same = known.get(Identity.of(member));
			return member.equals(same) ? same : member;
		}).toList(), this.rejected);
	}

	static LastGoodAnswer none(String source) {
		return new LastGoodAnswer(source, List.of(), List.of());
	}

	/**
	 * Return whether the source itself lists an instance, rather than the guard holding
	 * it.
	 * @param service the service of the instance
	 * @param vmId the VM of the instance
	 * @return whether it is a member and not held
	 */
	boolean has(String service, String vmId) {
		return this.members.stream()
			.anyMatch((member) -> !member.held() && member.vmId().equals(vmId) && member.service().equals(service));
	}

	/**
	 * Merge the answers of all sources. If two have the same instance, one that is not
	 * held wins, then the source configured first; the other is rejected.
	 * @param all the answer of each source, in the order of configuration
	 * @param before the current snapshot
	 * @return the next snapshot
	 */
	static Snapshot merge(Collection<LastGoodAnswer> all, Snapshot before) {
		Map<Identity, Instance> members = new HashMap<>();
		List<Rejection> rejected = new ArrayList<>();
		for (LastGoodAnswer each : all) {
			rejected.addAll(each.rejected());
			for (Instance member : each.members()) {
				if (!member.held()) {
					Instance first = members.putIfAbsent(Identity.of(member), member);
					if (first != null) {
						rejected.add(new Rejection(member.name(), member.service(), RejectionReason.DUPLICATE,
								"source '" + each.source() + "' has the same id as source '" + first.source()
										+ "', which is configured first"));
					}
				}
			}
		}
		for (LastGoodAnswer each : all) {
			each.members()
				.stream()
				.filter(Instance::held)
				.forEach((member) -> members.putIfAbsent(Identity.of(member), member));
		}
		return before.next(members.values(), rejected);
	}

	private record Identity(String service, String id) {

		static Identity of(Instance instance) {
			return new Identity(instance.service(), instance.id());
		}

	}

}
