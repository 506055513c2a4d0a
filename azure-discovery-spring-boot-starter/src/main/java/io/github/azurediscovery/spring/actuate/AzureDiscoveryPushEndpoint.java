package io.github.azurediscovery.spring.actuate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.catalog.HostName;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.PushSource;
import io.github.azurediscovery.source.ServiceAddressDefaults;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} to push instances from outside. Pushed instances are known
 * to this application only, until it stops. Read-only unless
 * {@code management.endpoint.azurediscoverypush.access} is set.
 */
@Endpoint(id = "azurediscoverypush", defaultAccess = Access.READ_ONLY)
public final class AzureDiscoveryPushEndpoint {

	private final PushSource source;

	private final Set<String> configured;

	/**
	 * Create the endpoint.
	 * @param source holds the pushed instances
	 * @param configured the ids, in lower case, of services that do not accept pushed
	 * instances, because their configuration selects the instances
	 */
	public AzureDiscoveryPushEndpoint(PushSource source, Set<String> configured) {
		this.source = source;
		this.configured = Set.copyOf(configured);
	}

	/**
	 * Return the pushed instances.
	 * @return the instances by service
	 */
	@ReadOperation
	public PushedInstances pushed() {
		return PushedInstances.of(this.source.pushed());
	}

	/**
	 * Return the pushed instances of one service.
	 * @param service the id of the service, in any case
	 * @return its instances, or {@code null} (404) if there are none
	 */
	@ReadOperation
	public PushedInstances.@Nullable Service pushedFor(@Selector String service) {
		List<Instance> instances = this.source.pushed().get(id(service));
		return (instances != null) ? PushedInstances.Service.of(instances) : null;
	}

	/**
	 * Replace the pushed instances of a service. Changes nothing if one of the items is
	 * not a valid address.
	 * @param service the id of the service, in any case
	 * @param instances all instances, each {@code host:port}; separated by commas in a
	 * JSON body, because the actuator accepts strings but no arrays there
	 * @param secure whether clients use TLS, {@code false} unless given
	 * @return what changed, or why nothing changed
	 */
	@WriteOperation
	public synchronized PushResult push(@Selector String service, @Nullable List<String> instances,
			@Nullable Boolean secure) {
		String id = id(service);
		if (!HostName.isValid(id)) {
			return PushResult.refused("'" + service + "' is not a valid host name, so no URL can name the service: "
					+ "use letters, digits and hyphens");
		}
		if (this.configured.contains(id)) {
			return PushResult.refused("azure.discovery.services." + id + " already selects the instances of '" + id
					+ "': push to another service, or remove that property");
		}
		if (instances == null) {
			return PushResult.refused("No instances given: send {\"instances\": \"10.1.1.4:8080,10.1.1.5:8080\"}, "
					+ "or DELETE to remove the service");
		}
		Map<String, List<Instance>> before = this.source.pushed();
		ServiceAddressDefaults defaults = ServiceAddressDefaults.of(id).withSecure(Boolean.TRUE.equals(secure));
		List<Rejection> rejected = this.source.replaceIfValid(defaults, instances);
		return rejected.isEmpty() ? PushResult.applied(before, this.source.pushed(), id)
				: PushResult.rejected(rejected);
	}

	/**
	 * Remove a pushed service. The guard against sudden loss does not apply.
	 * @param service the id of the service, in any case
	 * @return what changed
	 */
	@DeleteOperation
	public synchronized PushResult withdraw(@Selector String service) {
		String id = id(service);
		Map<String, List<Instance>> before = this.source.pushed();
		if (!before.containsKey(id)) {
			return PushResult.refused("No instances are pushed for '" + id + "'");
		}
		this.source.remove(id);
		return PushResult.applied(before, this.source.pushed(), id);
	}

	private static String id(String service) {
		return service.toLowerCase(Locale.ROOT);
	}

}
