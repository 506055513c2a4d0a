package io.github.azurediscovery.spring.metrics;

import java.util.HashSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the number of services with meters of their own, up to nine each: names of
 * services come from tags and must not flood a monitoring system. A service that has
 * meters keeps them; places that become free are given to other services in the order of
 * their names. Thread-safe.
 */
final class MeteredServices {

	static final int MAXIMUM = 250;

	private static final Logger logger = LoggerFactory.getLogger(MeteredServices.class);

	private final int maximum;

	private volatile Set<String> metered = Set.of();

	private boolean warned;

	MeteredServices(int maximum) {
		this.maximum = maximum;
	}

	/**
	 * Update the set of services.
	 * @param services all services
	 * @return the services that have meters
	 */
	synchronized Set<String> update(Set<String> services) {
		Set<String> next = new HashSet<>(this.metered);
		next.retainAll(services);
		services.stream()
			.filter((service) -> !next.contains(service))
			.sorted()
			.limit(this.maximum - next.size())
			.toList()
			.forEach(next::add);
		this.metered = Set.copyOf(next);
		if (services.size() > this.maximum && !this.warned) {
			this.warned = true;
			logger.warn("There are {} services, more than the {} that have meters; the others have none",
					services.size(), this.maximum);
		}
		return this.metered;
	}

	boolean contains(String service) {
		return this.metered.contains(service);
	}

}
