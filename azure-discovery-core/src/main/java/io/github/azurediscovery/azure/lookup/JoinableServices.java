package io.github.azurediscovery.azure.lookup;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.azurediscovery.azure.lookup.DeclaredServices.DeclarationProblem;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.setting.WildcardPattern;
import org.jspecify.annotations.Nullable;

/**
 * The services that VMs may join by tags: not configured services, not ids that look like
 * an IP address or a host of Azure, and only services on the allow-list if there is one.
 */
final class JoinableServices {

	private final Set<String> configured;

	private final List<WildcardPattern> allowed;

	/**
	 * Create a rule.
	 * @param configured ids of services that are configured, in any case
	 * @param allowed ids that may be joined, {@code *} stands for any characters; empty
	 * for all
	 */
	JoinableServices(Set<String> configured, List<String> allowed) {
		this.configured = configured.stream().map((id) -> id.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
		this.allowed = allowed.stream().map(WildcardPattern::new).toList();
	}

	/** Return why a service cannot be joined, {@code null} if it can. */
	@Nullable DeclarationProblem objection(String id) {
		if (this.configured.contains(id)) {
			return new DeclarationProblem(id, RejectionReason.SERVICE_TAKEN,
					"service " + id + " is configured, and a configured service takes no VMs by the tag convention");
		}
		if (WellKnownHosts.isAddress(id)) {
			return new DeclarationProblem(id, RejectionReason.RESERVED_SERVICE_ID,
					"service id " + id + " looks like an IP address, and no VM takes its calls by the tag convention");
		}
		if (WellKnownHosts.isKnown(id)) {
			return new DeclarationProblem(id, RejectionReason.RESERVED_SERVICE_ID, "service id " + id
					+ " is a host that others serve, and no VM takes its calls by the tag convention");
		}
		if (!this.allowed.isEmpty() && this.allowed.stream().noneMatch((pattern) -> pattern.matches(id))) {
			return new DeclarationProblem(id, RejectionReason.SERVICE_NOT_ALLOWED,
					"service " + id + " is not in azure.discovery.tags.services");
		}
		return null;
	}

}
