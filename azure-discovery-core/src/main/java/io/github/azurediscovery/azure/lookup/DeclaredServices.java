package io.github.azurediscovery.azure.lookup;

import java.util.List;

import io.github.azurediscovery.catalog.Rejection.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a VM carries, and what it says it carries but cannot.
 *
 * @param bindings the services
 * @param problems the others
 */
record DeclaredServices(List<ServiceBinding> bindings, List<Problem> problems) {

	static DeclaredServices problem(@Nullable String service, Kind kind, String reason) {
		return new DeclaredServices(List.of(), List.of(new Problem(service, kind, reason)));
	}

	/**
	 * A service that cannot be, or something that is not heeded.
	 *
	 * @param service its id, where there is one
	 * @param kind what sort of reason it is
	 * @param reason why, in words
	 * @param outright whether the VM does not carry the service; {@code false} if it does
	 * all the same
	 */
	record Problem(@Nullable String service, Kind kind, String reason, boolean outright) {

		Problem(@Nullable String service, Kind kind, String reason) {
			this(service, kind, reason, true);
		}

		/** What is not heeded of a service that the VM carries. */
		static Problem note(String service, Kind kind, String reason) {
			return new Problem(service, kind, reason, false);
		}

	}

}
