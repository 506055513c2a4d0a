package io.github.azurediscovery.dashboard;

import java.time.Instant;
import java.util.Map;

import io.github.azurediscovery.spring.actuate.DiscoveryView;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows at one moment.
 *
 * @param discovery what discovery knows, as in the actuator endpoint
 * @param nextRefresh when the next refresh starts at the latest, or {@code null} if none
 * is scheduled
 * @param zones the zones that calls prefer, by service
 */
record DashboardView(DiscoveryView discovery, @Nullable Instant nextRefresh, Map<String, String> zones) {

	static final DashboardView NOTHING = new DashboardView(DiscoveryView.NOTHING, null, Map.of());

}
