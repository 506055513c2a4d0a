package io.github.azurediscovery.azure.lookup;

import java.util.List;

import io.github.azurediscovery.catalog.RejectionReason;
import org.jspecify.annotations.Nullable;

/**
 * The services that a VM declares, valid and invalid ones.
 *
 * @param bindings the valid declarations
 * @param problems what is wrong with the others
 */
record DeclaredServices(List<ServiceBinding> bindings, List<DeclarationProblem> problems) {

	static DeclaredServices invalid(@Nullable String service, RejectionReason reason, String detail) {
		return new DeclaredServices(List.of(), List.of(new DeclarationProblem(service, reason, detail)));
	}

	/**
	 * A declaration that is invalid or partly ignored.
	 *
	 * @param service the id of the service, {@code null} if unknown
	 * @param reason the reason, for programs
	 * @param detail the same, for messages
	 */
	record DeclarationProblem(@Nullable String service, RejectionReason reason, String detail) {

	}

}
