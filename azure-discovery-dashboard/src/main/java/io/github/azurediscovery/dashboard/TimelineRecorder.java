package io.github.azurediscovery.dashboard;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.balance.RoutingTable;
import io.github.azurediscovery.catalog.CatalogListener;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.dashboard.TimelineEntry.Kind;
import io.github.azurediscovery.health.HealthListener;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.refresh.RefreshListener;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.source.RefreshRound;

/**
 * Records changes of the catalog, of health and of sources in the timeline. More than a
 * few instances that join or leave at once are one entry. Called on the daemon thread
 * {@code azure-discovery-events} only.
 */
final class TimelineRecorder implements CatalogListener, HealthListener, RefreshListener {

	private static final int MAX_SINGLE_ENTRIES = 6;

	private final TimelineHistory timeline;

	private final RoutingTable routes;

	private final Set<String> panicking = new HashSet<>();

	private final Set<String> failing = new HashSet<>();

	private final Map<String, Integer> held = new HashMap<>();

	TimelineRecorder(TimelineHistory timeline, RoutingTable routes) {
		this.timeline = timeline;
		this.routes = routes;
	}

	@Override
	public void catalogChanged(SnapshotChange change) {
		change.services().forEach((service, changed) -> {
			addAll(Kind.JOINED, service, changed.joined());
			addAll(Kind.LEFT, service, changed.left());
			if (changed.updated().size() > MAX_SINGLE_ENTRIES) {
				this.timeline.add(Kind.UPDATED, service, changed.updated().size() + " instances", "");
			}
			else {
				changed.updated()
					.forEach((update) -> this.timeline.add(Kind.UPDATED, service, update.after().name(),
							fields(update)));
			}
			updatePanic(service);
		});
	}

	private void addAll(Kind kind, String service, List<Instance> instances) {
		if (instances.size() > MAX_SINGLE_ENTRIES) {
			this.timeline.add(kind, service, instances.size() + " instances", "");
		}
		else {
			instances.forEach((instance) -> this.timeline.add(kind, service, instance.name(),
					instance.host() + ":" + instance.port()));
		}
	}

	private static String fields(SnapshotChange.Update update) {
		return update.fields()
			.stream()
			.map((field) -> field.name().toLowerCase(Locale.ROOT))
			.sorted()
			.collect(Collectors.joining(", "));
	}

	@Override
	public void healthChanged(InstanceHealthChange change) {
		Instance instance = change.instance();
		boolean routable = change.to().routable();
		if (routable != change.from().routable()) {
			this.timeline.add(kind(change.cause(), routable), instance.service(), instance.name(),
					routable ? "" : reason(change.cause(), change.to()));
		}
		updatePanic(instance.service());
	}

	private static Kind kind(InstanceHealthChange.Cause cause, boolean routable) {
		if (cause == InstanceHealthChange.Cause.OUTLIER) {
			return routable ? Kind.READMITTED : Kind.EJECTED;
		}
		return routable ? Kind.ROUTABLE : Kind.UNROUTABLE;
	}

	private static String reason(InstanceHealthChange.Cause cause, InstanceHealth health) {
		String detail = switch (cause) {
			case PLATFORM -> health.platform().name().toLowerCase(Locale.ROOT);
			case MAINTENANCE -> health.maintenance();
			case PROBE -> health.probe();
			case OUTLIER -> health.outlier();
		};
		if (cause == InstanceHealthChange.Cause.OUTLIER) {
			return (detail != null) ? detail : "";
		}
		return cause.name().toLowerCase(Locale.ROOT) + ((detail != null) ? ": " + detail : "");
	}

	private void updatePanic(String service) {
		Route route = this.routes.route(service);
		boolean now = route != null && route.panic();
		if (now && this.panicking.add(service)) {
			this.timeline.add(Kind.PANIC, service, service,
					"too few healthy instances; unhealthy instances are offered as well");
		}
		else if (!now && this.panicking.remove(service)) {
			this.timeline.add(Kind.CALM, service, service, "enough healthy instances again");
		}
	}

	@Override
	public void refreshed(RefreshRound round, SourceStatus status, Duration duration, int held) {
		if (status.error() != null && this.failing.add(status.name())) {
			this.timeline.add(Kind.FAILED, null, status.name(), status.error());
		}
		else if (status.error() == null && this.failing.remove(status.name())) {
			this.timeline.add(Kind.RECOVERED, null, status.name(), "succeeds again");
		}
		int before = this.held.getOrDefault(status.name(), 0);
		this.held.put(status.name(), held);
		if (held > 0 && held != before) {
			this.timeline.add(Kind.GUARD, null, status.name(), held + " missing from the last answer, held for now");
		}
		else if (held == 0 && before > 0) {
			this.timeline.add(Kind.GUARD, null, status.name(), "no instances held");
		}
	}

}
