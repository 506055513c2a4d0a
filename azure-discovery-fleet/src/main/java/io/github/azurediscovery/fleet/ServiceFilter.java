package io.github.azurediscovery.fleet;

import java.util.List;

import io.github.azurediscovery.fleet.store.FleetContent;
import io.github.azurediscovery.setting.WildcardPattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the services that a member wants of a content. Called by one thread at a time.
 */
final class ServiceFilter {

	private final List<WildcardPattern> wanted;

	private @Nullable FleetContent last;

	private FleetContent kept = FleetContent.EMPTY;

	/**
	 * Create a filter.
	 * @param services ids of services, {@code *} stands for any characters
	 */
	ServiceFilter(List<String> services) {
		this.wanted = services.stream().map(String::strip).map(WildcardPattern::new).toList();
	}

	/** Return what is wanted of a content, the same object for the same content. */
	@SuppressWarnings("ReferenceEquality")
	FleetContent of(FleetContent content) {
		if (content != this.last) {
			this.kept = FleetContent.of(
					content.instances().stream().filter((instance) -> isWanted(instance.service())).toList(),
					content.rejected()
						.stream()
						.filter((rejection) -> rejection.service() == null || isWanted(rejection.service()))
						.toList());
			this.last = content;
		}
		return this.kept;
	}

	private boolean isWanted(@Nullable String service) {
		return service != null && this.wanted.stream().anyMatch((pattern) -> pattern.matches(service));
	}

}
