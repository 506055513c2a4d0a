package io.github.azurediscovery.spring.actuate;

import java.util.HashSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services that have meters of their own, of which there are up to nine for each:
 * names of services come from tags, and must not fill a monitoring system. Those that
 * have meters keep them; places that become free go to others by name. Thread-safe.
 */
final class MeteredServices {

	static final int MOST = 250;

	private static final Logger logger = LoggerFactory.getLogger(MeteredServices.class);

	private final int most;

	private volatile Set<String> metered = Set.of();

	private boolean told;

	MeteredServices(int most) {
		this.most = most;
	}

	/**
	 * Follow the services there are.
	 * @param services all services
	 * @return those that are metered
	 */
	synchronized Set<String> follow(Set<String> services) {
		Set<String> next = new HashSet<>(this.metered);
		next.retainAll(services);
		services.stream()
			.filter((service) -> !next.contains(service))
			.sorted()
			.limit(this.most - next.size())
			.toList()
			.forEach(next::add);
		this.metered = Set.copyOf(next);
		if (services.size() > this.most && !this.told) {
			this.told = true;
			logger.warn("There are {} services, of which {} have meters; none of the others is metered",
					services.size(), this.most);
		}
		return this.metered;
	}

	boolean contain(String service) {
		return this.metered.contains(service);
	}

}
