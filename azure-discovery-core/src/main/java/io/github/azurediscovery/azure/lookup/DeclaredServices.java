package io.github.azurediscovery.azure.lookup;

import java.util.List;

import io.github.azurediscovery.catalog.Rejection.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The services that a VM declares, valid and invalid ones.
 *
 * @param bindings the valid declarations
 * @param problems what is wrong with the others
 */
record DeclaredServices(List<ServiceBinding> bindings, List<DeclarationProblem> problems) {

	static DeclaredServices invalid(@Nullable String service, Kind kind, String reason) {
		return new DeclaredServices(List.of(), List.of(new DeclarationProblem(service, kind, reason)));
	}

	/**
	 * A declaration that is invalid or partly ignored.
	 *
	 * @param service the id of the service, {@code null} if unknown
	 * @param kind the kind of reason
	 * @param reason the reason, for messages
	 * @param fatal whether the VM does not serve the service; {@code false} if only a
	 * part of the declaration is ignored
	 */
	record DeclarationProblem(@Nullable String service, Kind kind, String reason, boolean fatal) {

		DeclarationProblem(@Nullable String service, Kind kind, String reason) {
			this(service, kind, reason, true);
		}

		/** Return a note about the ignored part of a valid declaration. */
		static DeclarationProblem ignored(String service, Kind kind, String reason) {
			return new DeclarationProblem(service, kind, reason, false);
		}

	}

}
