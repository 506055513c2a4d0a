package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.azurediscovery.spring.actuate.DiscoveryView;
import io.github.azurediscovery.spring.actuate.DiscoveryView.InstanceView;
import io.github.azurediscovery.spring.actuate.DiscoveryView.RejectionView;
import io.github.azurediscovery.spring.actuate.DiscoveryView.ServiceView;
import io.github.azurediscovery.spring.actuate.DiscoveryView.SourceView;
import io.github.azurediscovery.spring.actuate.FleetView;
import io.github.azurediscovery.spring.actuate.SinkView;
import org.jspecify.annotations.Nullable;

/**
 * The difference between two views: the complete view if the first is
 * {@link DashboardView#NOTHING}. {@code null} or missing values are unchanged.
 *
 * @param revision the revision of the catalog
 * @param lastUpdate when the whole catalog was last confirmed
 * @param stale whether the catalog is stale
 * @param nextRefresh when the next refresh starts at the latest
 * @param services the changed services
 * @param gone the ids of services that are gone
 * @param rejected the rejected resources
 * @param sources the status of the sources
 * @param sinks the status of the sinks
 * @param fleet the fleet that the application is a member of, without the age of its
 * instances, which grows all the time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DashboardChange(long revision, @Nullable Instant lastUpdate, boolean stale, @Nullable Instant nextRefresh,
		@Nullable Map<String, ServiceChange> services, @Nullable Set<String> gone,
		@Nullable List<RejectionView> rejected, @Nullable List<SourceView> sources, @Nullable List<SinkView> sinks,
		@Nullable FleetView fleet) {

	/**
	 * Compare two views.
	 * @param before the view that a viewer has
	 * @param after the current view
	 * @return the difference, or {@code null} if there is none
	 */
	static @Nullable DashboardChange between(DashboardView before, DashboardView after) {
		DiscoveryView old = before.discovery();
		DiscoveryView now = after.discovery();
		Map<String, ServiceChange> services = new TreeMap<>();
		now.services().forEach((id, service) -> {
			ServiceView previous = old.services().get(id);
			String zone = after.zones().get(id);
			if (!service.equals(previous) || !Objects.equals(zone, before.zones().get(id))) {
				services.put(id,
						ServiceChange.between((previous != null) ? previous.instances() : List.of(), service, zone));
			}
		});
		Set<String> gone = new HashSet<>(old.services().keySet());
		gone.removeAll(now.services().keySet());
		DashboardChange change = new DashboardChange(now.revision(), now.lastUpdate(), now.stale(), after.nextRefresh(),
				services.isEmpty() ? null : services, gone.isEmpty() ? null : gone,
				old.rejected().equals(now.rejected()) ? null : now.rejected(),
				old.sources().equals(now.sources()) ? null : now.sources(),
				old.sinks().equals(now.sinks()) ? null : now.sinks(),
				Objects.equals(ageless(old.fleet()), ageless(now.fleet())) ? null : ageless(now.fleet()));
		return change.isEmpty(before) ? null : change;
	}

	private boolean isEmpty(DashboardView before) {
		return this.equals(new DashboardChange(before.discovery().revision(), before.discovery().lastUpdate(),
				before.discovery().stale(), before.nextRefresh(), null, null, null, null, null, null));
	}

	private static @Nullable FleetView ageless(@Nullable FleetView fleet) {
		return (fleet != null) ? new FleetView(fleet.member(), fleet.candidate(), fleet.poller(), fleet.pollerName(),
				fleet.term(), null, fleet.fingerprint(), fleet.error(), fleet.sources()) : null;
	}

	/**
	 * The change of one service.
	 *
	 * @param routable the number of instances that are offered to the load balancer
	 * @param panic whether unhealthy instances are offered as well
	 * @param zone the zone that calls prefer, if any
	 * @param instances the new and the changed instances
	 * @param left the ids of the instances that are gone
	 */
	record ServiceChange(int routable, boolean panic, @Nullable String zone, List<InstanceView> instances,
			Set<String> left) {

		static ServiceChange between(List<InstanceView> before, ServiceView after, @Nullable String zone) {
			Map<String, InstanceView> old = new HashMap<>();
			before.forEach((instance) -> old.put(instance.id(), instance));
			List<InstanceView> changed = after.instances()
				.stream()
				.filter((instance) -> !Objects.equals(instance, old.remove(instance.id())))
				.toList();
			return new ServiceChange(after.routable(), after.panic(), zone, changed, old.keySet());
		}

	}

}
