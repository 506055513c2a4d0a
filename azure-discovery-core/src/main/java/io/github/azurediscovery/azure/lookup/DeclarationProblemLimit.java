package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.lookup.DeclaredServices.DeclarationProblem;
import io.github.azurediscovery.azure.lookup.ServiceVmLookup.DeclaringVm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;

/**
 * Limits how many problems of tags are told, because each is a rejection that is kept and
 * shown. The first ones are told in the order of the VMs' ids, the others are counted.
 */
final class DeclarationProblemLimit {

	/** The limit for one scope. */
	static final int MOST_TOLD = 1000;

	private static final Comparator<DeclaringVm> BY_ID = Comparator
		.comparing((declaringVm) -> declaringVm.vm().id().toString());

	private final int most;

	DeclarationProblemLimit(int most) {
		this.most = most;
	}

	/**
	 * Tell problems up to the limit.
	 * @param declaringVms the VMs with all problems
	 * @param rejected receives how many problems there are beyond the limit
	 * @return the same VMs, without those problems
	 */
	List<DeclaringVm> tell(List<DeclaringVm> declaringVms, Collection<Rejection> rejected) {
		int all = declaringVms.stream().mapToInt((declaringVm) -> declaringVm.declared().problems().size()).sum();
		if (all <= this.most) {
			return declaringVms;
		}
		Map<AzureResourceId, List<DeclarationProblem>> told = new HashMap<>();
		int left = this.most;
		for (DeclaringVm declaringVm : declaringVms.stream().sorted(BY_ID).toList()) {
			List<DeclarationProblem> problems = declaringVm.declared().problems();
			List<DeclarationProblem> first = problems.subList(0, Math.min(left, problems.size()));
			told.put(declaringVm.vm().id(), first);
			left -= first.size();
		}
		rejected.add(
				new Rejection("…", null, RejectionReason.OTHER, "and " + (all - this.most) + " more problems of tags"));
		List<DeclaringVm> limited = new ArrayList<>();
		declaringVms.forEach((declaringVm) -> limited
			.add(new DeclaringVm(declaringVm.vm(), new DeclaredServices(declaringVm.declared().bindings(),
					told.getOrDefault(declaringVm.vm().id(), List.of())))));
		return limited;
	}

}
