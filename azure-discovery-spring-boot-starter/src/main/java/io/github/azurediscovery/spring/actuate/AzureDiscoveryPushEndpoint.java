package io.github.azurediscovery.spring.actuate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.catalog.HostName;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.source.PushInstanceSource;
import io.github.azurediscovery.source.ServiceDefaults;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The actuator endpoint through which instances are pushed from outside. What is pushed
 * is known to this application alone, until it stops. Only its reads are accessible
 * unless {@code management.endpoint.azurediscoverypush.access} says otherwise.
 */
@Endpoint(id = "azurediscoverypush", defaultAccess = Access.READ_ONLY)
public final class AzureDiscoveryPushEndpoint {

	private final PushInstanceSource source;

	private final Set<String> configured;

	/**
	 * Create the endpoint.
	 * @param source takes what is pushed
	 * @param configured the ids, in lower case, of services that nobody may push into,
	 * because the configuration says where their instances come from
	 */
	public AzureDiscoveryPushEndpoint(PushInstanceSource source, Set<String> configured) {
		this.source = source;
		this.configured = Set.copyOf(configured);
	}

	/**
	 * Return what is pushed.
	 * @return the instances by service
	 */
	@ReadOperation
	public PushedInstances pushed() {
		return PushedInstances.of(this.source.pushed());
	}

	/**
	 * Return what is pushed for one service.
	 * @param service the id of the service, in any case
	 * @return its instances, or {@code null} (404) if none was pushed
	 */
	@ReadOperation
	public PushedInstances.@Nullable Service pushedFor(@Selector String service) {
		List<Instance> instances = this.source.pushed().get(id(service));
		return (instances != null) ? PushedInstances.Service.of(instances) : null;
	}

	/**
	 * Replace the pushed instances of a service, unless one of the items is no address.
	 * @param service the id of the service, in any case
	 * @param instances all of them, each {@code host:port}, with commas between them
	 * where they are one text: an actuator's JSON body holds texts and no arrays
	 * @param secure whether callers use TLS, not so unless given
	 * @return what changed, or why nothing did
	 */
	@WriteOperation
	public synchronized PushResult push(@Selector String service, @Nullable List<String> instances,
			@Nullable Boolean secure) {
		String id = id(service);
		if (!HostName.isValid(id)) {
			return PushResult.refused("'" + service + "' is no valid host name, so that no URL can name the service: "
					+ "use letters, digits and hyphens");
		}
		if (this.configured.contains(id)) {
			return PushResult.refused("azure.discovery.services." + id + " says where the instances of '" + id
					+ "' come from: push into another service, or remove that property");
		}
		if (instances == null) {
			return PushResult.refused("There are no instances: send {\"instances\": \"10.1.1.4:8080,10.1.1.5:8080\"}, "
					+ "or DELETE to let the service go");
		}
		Map<String, List<Instance>> before = this.source.pushed();
		ServiceDefaults defaults = new ServiceDefaults(id, null, Boolean.TRUE.equals(secure), null);
		List<Rejection> rejected = this.source.replaceIfValid(defaults, instances);
		return rejected.isEmpty() ? PushResult.applied(before, this.source.pushed(), id)
				: PushResult.rejected(rejected);
	}

	/**
	 * Let a pushed service go, past the guard against sudden loss.
	 * @param service the id of the service, in any case
	 * @return what changed
	 */
	@DeleteOperation
	public synchronized PushResult withdraw(@Selector String service) {
		String id = id(service);
		Map<String, List<Instance>> before = this.source.pushed();
		if (!before.containsKey(id)) {
			return PushResult.refused("Nothing is pushed for '" + id + "'");
		}
		this.source.remove(id);
		return PushResult.applied(before, this.source.pushed(), id);
	}

	private static String id(String service) {
		return service.toLowerCase(Locale.ROOT);
	}

}
