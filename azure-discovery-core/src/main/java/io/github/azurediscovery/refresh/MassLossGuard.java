package io.github.azurediscovery.refresh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.source.SourceAnswer;

/**
 * Guards the services of one source against sudden loss. Independent of time and threads:
 * it counts successful answers.
 * <p>
 * When an answer would empty a service, or when {@code (left - joined) / before} by VM
 * exceeds the allowed loss, the missing instances are held. They leave once a number of
 * further answers in a row lack them, and return if an answer lists them again. An
 * instance that the source rejects for a reason that proves its absence, or that another
 * source lists by now, is not missing and leaves at once.
 */
final class MassLossGuard {

	private final double maxLoss;

	private final int confirmations;

	private Map<Member, Integer> lacking = Map.of();

	private long guarded;

	private long confirmed;

	MassLossGuard(double maxLoss, int confirmations) {
		this.maxLoss = maxLoss;
		this.confirmations = confirmations;
	}

	/**
	 * Process the next successful answer.
	 * @param before the members so far, those held included
	 * @param answer the answer
	 * @param elsewhere whether another source has an instance by now
	 * @param weight what the answer proves about missing instances
	 * @return the members from now on, those held included
	 */
	List<Instance> admit(Collection<Instance> before, SourceAnswer answer, Predicate<Instance> elsewhere,
			AnswerWeight weight) {
		boolean override = weight == AnswerWeight.OVERRIDING;
		Map<String, List<Instance>> answered = byService(answer.instances());
		ProvenAbsences absent = ProvenAbsences.of(answer.rejected());
		List<Instance> members = new ArrayList<>(answer.instances());
		Map<Member, Integer> still = new HashMap<>();
		byService(before).forEach((service, known) -> {
			List<Instance> present = answered.getOrDefault(service, List.of());
			Set<String> seen = vms(present);
			List<Instance> open = known.stream().filter((instance) -> !absent.contain(instance)).toList();
			List<Instance> gone = open.stream()
				.filter((instance) -> !seen.contains(instance.vmId()) && !elsewhere.test(instance))
				.toList();
			boolean sudden = !override && isSudden(known, open, gone, seen);
			Set<String> taken = present.stream().map(Instance::id).collect(Collectors.toSet());
			List<Instance> missing = gone.stream().filter((instance) -> !taken.contains(instance.id())).toList();
			for (Instance instance : missing) {
				int times = override ? this.confirmations : timesLacking(instance, sudden, weight);
				if (times < this.confirmations) {
					still.put(Member.of(instance), times);
					members.add(instance.toBuilder().held(true).build());
				}
				else if (!override && this.lacking.containsKey(Member.of(instance))) {
					this.confirmed++;
				}
			}
			if (sudden && this.confirmations > 0) {
				this.guarded++;
			}
		});
		this.lacking = Map.copyOf(still);
		return List.copyOf(members);
	}

	private boolean isSudden(List<Instance> known, List<Instance> open, List<Instance> missing, Set<String> seen) {
		Set<String> lost = vms(unheld(missing));
		if (lost.isEmpty()) {
			return false;
		}
		Set<String> joined = new HashSet<>(seen);
		joined.removeAll(vms(known));
		int total = vms(unheld(open)).size();
		return seen.isEmpty() || (double) (lost.size() - joined.size()) / total > this.maxLoss;
	}

	private int timesLacking(Instance instance, boolean sudden, AnswerWeight weight) {
		Integer times = this.lacking.get(Member.of(instance));
		if (times != null) {
			return (weight == AnswerWeight.SEEN) ? times : times + 1;
		}
		return sudden ? 0 : this.confirmations;
	}

	private List<Instance> unheld(List<Instance> instances) {
		return instances.stream().filter((instance) -> !this.lacking.containsKey(Member.of(instance))).toList();
	}

	/**
	 * Return how many instances are held now.
	 * @return the number of held instances
	 */
	int held() {
		return this.lacking.size();
	}

	/**
	 * Return how often the guard has intervened.
	 * @return counts once per service and answer
	 */
	long guarded() {
		return this.guarded;
	}

	/**
	 * Return how many instances left after they had been held.
	 * @return the number of instances
	 */
	long confirmed() {
		return this.confirmed;
	}

	private static Set<String> vms(List<Instance> instances) {
		return instances.stream().map(Instance::vmId).collect(Collectors.toSet());
	}

	private static Map<String, List<Instance>> byService(Collection<Instance> instances) {
		return instances.stream().collect(Collectors.groupingBy(Instance::service, TreeMap::new, Collectors.toList()));
	}

	private record Member(String service, String id) {

		static Member of(Instance instance) {
			return new Member(instance.service(), instance.id());
		}

	}

	/** What an answer proves about a missing instance. */
	enum AnswerWeight {

		/** Nothing new: it repeats an earlier answer. */
		SEEN,

		/** That the instance is still missing. */
		CONFIRMING,

		/** That the instance is gone. */
		OVERRIDING

	}

}
