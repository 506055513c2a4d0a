package io.github.azurediscovery.refresh;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.azurediscovery.catalog.Instance;

/**
 * What the guard has to do by its documented rule, counted apart from it for the members
 * of one source. Tells instances apart by service and id.
 */
final class GuardOracle {

	private final double maxLoss;

	private final int confirmations;

	private Set<Member> listed = Set.of();

	/** The held members, and how many further answers have lacked each. */
	private Map<Member, Integer> held = Map.of();

	GuardOracle(double maxLoss, int confirmations) {
		this.maxLoss = maxLoss;
		this.confirmations = confirmations;
	}

	/**
	 * Count a successful answer.
	 * @param answer the instances of the answer
	 * @param rejected whether the answer rejects a member for certain
	 * @param elsewhere whether another source lists a member
	 * @param believed whether the answer is believed whatever it lacks
	 */
	void answered(Collection<Instance> answer, Predicate<Member> rejected, Predicate<Member> elsewhere,
			boolean believed) {
		Set<Member> present = answer.stream().map(Member::of).collect(Collectors.toSet());
		Map<Member, Integer> next = new HashMap<>();
		if (!believed) {
			this.held.forEach((member, times) -> {
				if (times + 1 < this.confirmations) {
					next.put(member, times + 1);
				}
			});
			this.listed.stream().map(Member::service).distinct().forEach((service) -> {
				Set<Member> lost = lost(service, present, rejected, elsewhere);
				lost.forEach((member) -> next.put(member, 0));
			});
			next.keySet()
				.removeIf((member) -> present.contains(member) || rejected.test(member) || elsewhere.test(member));
		}
		this.held = next;
		this.listed = present;
	}

	/** Everything known comes from a file, which does not tell what is held. */
	void restored() {
		this.listed = members().keySet();
		this.held = Map.of();
	}

	/** Return the members of a service that are lost too suddenly to be believed. */
	private Set<Member> lost(String service, Set<Member> present, Predicate<Member> rejected,
			Predicate<Member> elsewhere) {
		Set<Member> counted = of(service, this.listed);
		counted.removeIf(rejected);
		Set<Member> lost = new HashSet<>(counted);
		lost.removeAll(present);
		lost.removeIf(elsewhere);
		Set<Member> now = of(service, present);
		long joined = now.stream().filter((member) -> !isMember(member)).count();
		boolean sudden = now.isEmpty() || lost.size() - joined > this.maxLoss * counted.size();
		return sudden ? lost : Set.of();
	}

	private static Set<Member> of(String service, Set<Member> members) {
		return members.stream()
			.filter((member) -> member.service().equals(service))
			.collect(Collectors.toCollection(HashSet::new));
	}

	private boolean isMember(Member member) {
		return lists(member) || this.held.containsKey(member);
	}

	/** Return whether the last answer listed a member. */
	boolean lists(Member member) {
		return this.listed.contains(member);
	}

	/** Return each member, and whether it is held. */
	Map<Member, Boolean> members() {
		Map<Member, Boolean> members = new TreeMap<>();
		this.listed.forEach((member) -> members.put(member, false));
		this.held.keySet().forEach((member) -> members.put(member, true));
		return members;
	}

	/** Return each instance, and whether it is held. */
	static Map<Member, Boolean> membersOf(Collection<Instance> instances) {
		Map<Member, Boolean> members = new TreeMap<>();
		instances.forEach((instance) -> members.put(Member.of(instance), instance.held()));
		return members;
	}

	/**
	 * A member of a service.
	 *
	 * @param service the service
	 * @param id the id of the instance
	 */
	record Member(String service, String id) implements Comparable<Member> {

		static Member of(Instance instance) {
			return new Member(instance.service(), instance.id());
		}

		@Override
		public int compareTo(Member other) {
			return toString().compareTo(other.toString());
		}

	}

}
