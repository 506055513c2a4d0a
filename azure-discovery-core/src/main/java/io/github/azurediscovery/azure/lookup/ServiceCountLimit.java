package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.azurediscovery.azure.lookup.DeclaredServices.DeclarationProblem;
import io.github.azurediscovery.azure.lookup.ServiceVmLookup.DeclaringVm;
import io.github.azurediscovery.catalog.RejectionReason;

/**
 * Limits the number of services that tags can create, because each takes routes, meters
 * and log lines. Beyond the limit, existing services take precedence, then those that
 * most VMs declare, so that many names on a few VMs displace nothing.
 */
final class ServiceCountLimit {

	/** The limit for one scope. */
	static final int MOST_SERVICES = 1000;

	private final int most;

	private Set<String> admitted = Set.of();

	ServiceCountLimit(int most) {
		this.most = most;
	}

	/**
	 * Admit services up to the limit.
	 * @param declaringVms the VMs and the services they declare
	 * @return the same VMs, with a problem in place of the services beyond the limit
	 */
	List<DeclaringVm> admit(Collection<DeclaringVm> declaringVms) {
		Map<String, Integer> vms = new TreeMap<>();
		declaringVms.forEach((declaringVm) -> declaringVm.declared()
			.bindings()
			.forEach((binding) -> vms.merge(binding.service(), 1, Integer::sum)));
		if (vms.size() <= this.most) {
			this.admitted = Set.copyOf(vms.keySet());
			return List.copyOf(declaringVms);
		}
		Set<String> before = this.admitted;
		this.admitted = new HashSet<>(vms.keySet()
			.stream()
			.sorted(Comparator.comparing((String service) -> !before.contains(service))
				.thenComparing((service) -> -vms.getOrDefault(service, 0))
				.thenComparing(Comparator.naturalOrder()))
			.limit(this.most)
			.toList());
		return declaringVms.stream()
			.map((declaringVm) -> new DeclaringVm(declaringVm.vm(), within(declaringVm.declared())))
			.toList();
	}

	private DeclaredServices within(DeclaredServices declared) {
		List<ServiceBinding> bindings = new ArrayList<>();
		Set<String> beyond = new LinkedHashSet<>();
		for (ServiceBinding binding : declared.bindings()) {
			if (this.admitted.contains(binding.service())) {
				bindings.add(binding);
			}
			else {
				beyond.add(binding.service());
			}
		}
		if (beyond.isEmpty()) {
			return declared;
		}
		List<DeclarationProblem> problems = new ArrayList<>(declared.problems());
		problems.add(problem(beyond));
		return new DeclaredServices(bindings, problems);
	}

	/** One for each VM, whatever number of services it declares. */
	private DeclarationProblem problem(Set<String> beyond) {
		String first = beyond.iterator().next();
		String limit = " the limit of services that tags can create: " + this.most;
		return (beyond.size() == 1)
				? new DeclarationProblem(first, RejectionReason.TOO_MANY_SERVICES,
						"service " + first + " exceeds" + limit)
				: new DeclarationProblem(null, RejectionReason.TOO_MANY_SERVICES,
						"service " + first + " and " + (beyond.size() - 1) + " more exceed" + limit);
	}

}
