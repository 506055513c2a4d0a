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
import org.jspecify.annotations.Nullable;

/**
 * What differs between two views, and so all there is if the first was
 * {@link DashboardView#NOTHING}. What is {@code null} or missing is the same.
 *
 * @param revision the catalog's revision
 * @param lastUpdate when all of what is known was last confirmed
 * @param stale whether that is too long ago
 * @param nextRefresh when the next round begins at the latest
 * @param services the services that differ
 * @param gone the services that are gone
 * @param rejected what is rejected
 * @param sources how the sources do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DashboardChange(long revision, @Nullable Instant lastUpdate, boolean stale, @Nullable Instant nextRefresh,
		@Nullable Map<String, ServiceChange> services, @Nullable Set<String> gone,
		@Nullable List<RejectionView> rejected, @Nullable List<SourceView> sources) {

	/**
	 * Compare two views.
	 * @param before what a viewer knows
	 * @param after what there is
	 * @return what differs, or {@code null} if nothing does
	 */
	static @Nullable DashboardChange between(DashboardView before, DashboardView after) {
		DiscoveryView old = before.known();
		DiscoveryView now = after.known();
		Map<String, ServiceChange> services = new TreeMap<>();
		now.services().forEach((id, service) -> {
			ServiceView twin = old.services().get(id);
			String zone = after.zones().get(id);
			if (!service.equals(twin) || !Objects.equals(zone, before.zones().get(id))) {
				services.put(id, ServiceChange.between((twin != null) ? twin.instances() : List.of(), service, zone));
			}
		});
		Set<String> gone = new HashSet<>(old.services().keySet());
		gone.removeAll(now.services().keySet());
		DashboardChange change = new DashboardChange(now.revision(), now.lastUpdate(), now.stale(), after.nextRefresh(),
				services.isEmpty() ? null : services, gone.isEmpty() ? null : gone,
				old.rejected().equals(now.rejected()) ? null : now.rejected(),
				old.sources().equals(now.sources()) ? null : now.sources());
		return change.isEmpty(before) ? null : change;
	}

	private boolean isEmpty(DashboardView before) {
		return this.equals(new DashboardChange(before.known().revision(), before.known().lastUpdate(),
				before.known().stale(), before.nextRefresh(), null, null, null, null));
	}

	/**
	 * What differs in one service.
	 *
	 * @param routable how many instances the load balancer is offered
	 * @param panic whether unhealthy ones are offered too
	 * @param zone the zone that calls are kept to, if to any
	 * @param instances those that are new or differ
	 * @param left the ids of those that are gone
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
