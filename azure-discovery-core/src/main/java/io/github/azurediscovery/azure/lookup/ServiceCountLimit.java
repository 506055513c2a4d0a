package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.azurediscovery.azure.lookup.DeclaredServices.Problem;
import io.github.azurediscovery.azure.lookup.VmLookup.Claim;
import io.github.azurediscovery.catalog.Rejection.Kind;

/**
 * Bounds how many services tags can make, since each costs routes, meters and lines of
 * the log. Where there are too many, those that were there before stay, then come those
 * that most VMs carry: who tags a few VMs with many names drives nothing out.
 */
final class ServiceCountLimit {

	/** How many services the convention makes of one scope. */
	static final int MOST_SERVICES = 1000;

	private final int most;

	private Set<String> admitted = Set.of();

	ServiceCountLimit(int most) {
		this.most = most;
	}

	/**
	 * Admit services up to the limit.
	 * @param claims the VMs and what they carry
	 * @return the same, with a problem in place of each service over the limit
	 */
	List<Claim> admit(Collection<Claim> claims) {
		Map<String, Integer> vms = new TreeMap<>();
		claims.forEach((claim) -> claim.carried()
			.bindings()
			.forEach((binding) -> vms.merge(binding.service(), 1, Integer::sum)));
		if (vms.size() <= this.most) {
			this.admitted = Set.copyOf(vms.keySet());
			return List.copyOf(claims);
		}
		Set<String> before = this.admitted;
		this.admitted = new HashSet<>(vms.keySet()
			.stream()
			.sorted(Comparator.comparing((String service) -> !before.contains(service))
				.thenComparing((service) -> -vms.getOrDefault(service, 0))
				.thenComparing(Comparator.naturalOrder()))
			.limit(this.most)
			.toList());
		return claims.stream().map((claim) -> new Claim(claim.candidate(), within(claim.carried()))).toList();
	}

	private DeclaredServices within(DeclaredServices carried) {
		List<ServiceBinding> bindings = new ArrayList<>();
		List<Problem> problems = new ArrayList<>(carried.problems());
		for (ServiceBinding binding : carried.bindings()) {
			if (this.admitted.contains(binding.service())) {
				bindings.add(binding);
			}
			else {
				problems.add(new Problem(binding.service(), Kind.LIMIT, "service " + binding.service()
						+ " is one too many: the tag convention makes no more than " + this.most));
			}
		}
		return new DeclaredServices(bindings, problems);
	}

}
