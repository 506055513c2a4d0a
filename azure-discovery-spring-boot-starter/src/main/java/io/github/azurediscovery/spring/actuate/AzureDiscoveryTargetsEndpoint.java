package io.github.azurediscovery.spring.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * {@link WebEndpoint @WebEndpoint} that tells Prometheus what to scrape, for its HTTP
 * service discovery. Shows every member, routable or not: an unhealthy instance must be
 * scraped.
 */
@WebEndpoint(id = "azurediscoverytargets", defaultAccess = Access.READ_ONLY)
public final class AzureDiscoveryTargetsEndpoint {

	private static final String JSON = "application/json";

	private final AzureDiscovery discovery;

	private final @Nullable String tenant;

	/**
	 * Create the endpoint.
	 * @param discovery knows the instances
	 * @param tenant the tenant to show, or {@code null} if it is not known
	 */
	public AzureDiscoveryTargetsEndpoint(AzureDiscovery discovery, @Nullable String tenant) {
		this.discovery = discovery;
		this.tenant = tenant;
	}

	/**
	 * Return the targets.
	 * @param service the ids of the services, in any case; all unless given
	 * @param port {@code management} for the management port of instances that have one
	 * @return the targets, one group for each instance; 503 before the first refresh,
	 * because Prometheus keeps its targets on an error and drops them on an empty list
	 */
	@ReadOperation(produces = JSON)
	public WebEndpointResponse<List<PrometheusTargetGroup>> targets(@Nullable List<String> service,
			@Nullable TargetPort port) {
		if (this.discovery.catalog().lastUpdate() == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
		Snapshot snapshot = this.discovery.catalog().current();
		List<PrometheusTargetGroup> groups = new ArrayList<>();
		for (String id : asked(service, snapshot)) {
			Set<String> routable = routable(id);
			snapshot.instances(id)
				.forEach((instance) -> groups
					.add(group(instance, routable.contains(instance.id()), TargetPort.orService(port))));
		}
		return new WebEndpointResponse<>(groups);
	}

	private static Set<String> asked(@Nullable List<String> services, Snapshot snapshot) {
		return (services == null || services.isEmpty()) ? new TreeSet<>(snapshot.services())
				: services.stream()
					.map((service) -> service.strip().toLowerCase(Locale.ROOT))
					.collect(Collectors.toCollection(TreeSet::new));
	}

	private Set<String> routable(String service) {
		Route route = this.discovery.routes().route(service);
		return (route != null) ? route.routable().stream().map(Instance::id).collect(Collectors.toSet()) : Set.of();
	}

	private PrometheusTargetGroup group(Instance instance, boolean routable, TargetPort port) {
		return new PrometheusTargetGroup(List.of(instance.host() + ":" + port.of(instance)),
				PrometheusLabels.of(instance, routable, this.discovery.health().of(instance), port, this.tenant));
	}

}
