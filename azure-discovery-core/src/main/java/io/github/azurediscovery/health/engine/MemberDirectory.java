package io.github.azurediscovery.health.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallReporter;
import org.jspecify.annotations.Nullable;

/**
 * The members of all services. Changed under the engine's lock; lookups on any thread
 * allocate nothing.
 */
final class MemberDirectory {

	private volatile Map<String, ServiceMembers> services = new ConcurrentHashMap<>();

	private int room;

	/** Return all services that have members, as a live view. */
	Collection<ServiceMembers> services() {
		return this.services.values();
	}

	/** Return the ids of all services that have members, as a live view. */
	Collection<String> ids() {
		return this.services.keySet();
	}

	@Nullable ServiceMembers find(String service) {
		return this.services.get(service);
	}

	/** Return the service of a member that is not gone. Under the engine's lock only. */
	ServiceMembers serviceOf(HealthMember member) {
		return Objects.requireNonNull(this.services.get(member.service()), member::service);
	}

	/**
	 * Make room for services before many are added: a map that grows by itself moves all
	 * its entries at once, in the middle of a slice.
	 * @param number how many there will be
	 */
	void expect(int number) {
		if (number > this.room) {
			this.room = Math.max(number, 2 * this.room);
			Map<String, ServiceMembers> larger = new ConcurrentHashMap<>(this.room);
			larger.putAll(this.services);
			this.services = larger;
		}
	}

	/** Return a service, created now if it has no members yet. */
	ServiceMembers obtain(String service, Function<String, ServiceMembers> factory) {
		return this.services.computeIfAbsent(service, factory);
	}

	/** Remove a service whose last member has left. */
	void remove(String service) {
		ServiceMembers removed = this.services.remove(service);
		if (removed != null) {
			removed.leave();
		}
	}

	/** Return the member with the id of an instance, whatever its address. */
	@Nullable HealthMember find(Instance instance) {
		ServiceMembers members = this.services.get(instance.service());
		return (members != null) ? members.find(instance.id()) : null;
	}

	/** Return the members of a service at an address: usually one. */
	List<HealthMember> find(String service, String host, int port) {
		ServiceMembers members = this.services.get(service);
		return (members != null) ? members.find(host, port) : List.of();
	}

	/** Return the reporter of the member at the address of an instance. */
	@Nullable CallReporter reporter(Instance instance) {
		HealthMember member = find(instance);
		return (member != null && member.livesAt(instance)) ? member.reporter() : null;
	}

}
