package io.github.azurediscovery.health.engine;

import java.util.function.Function;

import io.github.azurediscovery.health.ServiceDemand;
import org.jspecify.annotations.Nullable;

/**
 * Notes the demand for a service that may not exist yet, or may be removed and added
 * again. Resolves its members at the time of the call.
 */
final class DeferredServiceDemand implements ServiceDemand {

	private final String service;

	private final Function<String, @Nullable ServiceMembers> services;

	private volatile @Nullable ServiceMembers found;

	/**
	 * Create the demand for a service.
	 * @param service its id
	 * @param services finds the members of a service
	 */
	DeferredServiceDemand(String service, Function<String, @Nullable ServiceMembers> services) {
		this.service = service;
		this.services = services;
	}

	@Override
	public void note() {
		ServiceMembers members = this.found;
		if (members == null || members.gone()) {
			members = this.services.apply(this.service);
			this.found = members;
		}
		if (members != null) {
			members.demand().note();
		}
	}

}
