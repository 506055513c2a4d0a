package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.util.Map;

import io.github.azurediscovery.spring.actuate.DiscoveryView;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of discovery at one moment.
 *
 * @param known all that is known, as the actuator endpoint answers it
 * @param nextRefresh when the next round begins at the latest, or {@code null} while none
 * is planned
 * @param zones the zone that the calls to a service are kept to, by service
 */
record DashboardView(DiscoveryView known, @Nullable Instant nextRefresh, Map<String, String> zones) {

	static final DashboardView NOTHING = new DashboardView(DiscoveryView.NOTHING, null, Map.of());

}
