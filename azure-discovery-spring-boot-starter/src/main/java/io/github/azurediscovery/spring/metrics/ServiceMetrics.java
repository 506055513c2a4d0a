package io.github.azurediscovery.spring.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

/**
 * Metrics for each service in one registry: its instances by state, panic, changes and
 * ejections; and rejected resources by reason. The meters of a service that is gone are
 * removed, and the number of services with meters is limited. Gauges are computed when
 * they are read.
 */
final class ServiceMetrics {

	private static final String SERVICE = "service";

	private final AzureDiscovery discovery;

	private final MeterRegistry registry;

	private final MeteredServices metered;

	private final MultiGauge instances;

	private final MultiGauge panic;

	private final MultiGauge rejected;

	private Set<String> services = Set.of();

	private List<Rejection> rejections = List.of();

	ServiceMetrics(AzureDiscovery discovery, MeterRegistry registry, MeteredServices metered) {
		this.metered = metered;
		this.discovery = discovery;
		this.registry = registry;
		this.instances = MultiGauge.builder("azure.discovery.instances")
			.description("Instances by the reason why they are or are not routable")
			.register(registry);
		this.panic = MultiGauge.builder("azure.discovery.panic")
			.description("Whether unhealthy instances are offered because too few are healthy")
			.register(registry);
		this.rejected = MultiGauge.builder("azure.discovery.rejected")
			.description("Rejected resources by reason")
			.register(registry);
		Gauge.builder("azure.discovery.unmetered", this, ServiceMetrics::unmetered)
			.description("Services without meters because the maximum is reached")
			.register(registry);
	}

	void start() {
		this.discovery.subscribe(this::catalogChanged);
		this.discovery.subscribe((round, status, duration, held) -> update(this.discovery.catalog().current()));
		this.discovery.health().subscribe(this::healthChanged);
		update(this.discovery.catalog().current());
	}

	private synchronized void catalogChanged(SnapshotChange change) {
		Snapshot current = this.discovery.catalog().current();
		update(current);
		change.services().forEach((service, changed) -> {
			if (!current.services().contains(service)) {
				return;
			}
			count(service, "joined", changed.joined().size());
			count(service, "left", changed.left().size());
			count(service, "updated", changed.updated().size());
		});
	}

	private void count(String service, String change, int number) {
		if (!this.services.contains(service)) {
			return;
		}
		this.registry.counter("azure.discovery.changes", SERVICE, service, "change", change).increment(number);
	}

	private synchronized void healthChanged(InstanceHealthChange change) {
		if (this.services.contains(change.instance().service()) && change.from().outlier() == null
				&& change.to().outlier() != null) {
			this.registry.counter("azure.discovery.ejections", SERVICE, change.instance().service()).increment();
		}
	}

	private synchronized void update(Snapshot snapshot) {
		Set<String> followed = this.metered.update(Set.copyOf(snapshot.services()));
		if (!this.services.equals(followed)) {
			Set<String> gone = new HashSet<>(this.services);
			gone.removeAll(followed);
			this.services = followed;
			this.instances.register(instanceRows(), true);
			this.panic.register(this.services.stream().map(this::panicRow).toList(), true);
			gone.forEach(this::removeMeters);
		}
		if (!this.rejections.equals(snapshot.rejected())) {
			this.rejections = snapshot.rejected();
			this.rejected.register(rejectedRows(), true);
		}
	}

	private int unmetered() {
		return (int) this.discovery.catalog()
			.current()
			.services()
			.stream()
			.filter((service) -> !this.metered.contains(service))
			.count();
	}

	private List<Row<?>> instanceRows() {
		List<Row<?>> instanceRows = new ArrayList<>();
		for (String service : this.services) {
			for (InstanceState state : InstanceState.values()) {
				instanceRows.add(Row.of(Tags.of(SERVICE, service, "state", state.tag()), this.discovery,
						(discovery) -> state.count(discovery, service)));
			}
		}
		return instanceRows;
	}

	private Row<?> panicRow(String service) {
		return Row.of(Tags.of(SERVICE, service), this.discovery, (discovery) -> {
			Route route = discovery.routes().route(service);
			return (route != null && route.panic()) ? 1 : 0;
		});
	}

	private List<Row<?>> rejectedRows() {
		Map<RejectionReason, Integer> reasons = new EnumMap<>(RejectionReason.class);
		this.rejections.forEach((rejection) -> reasons.merge(rejection.reason(), 1, Integer::sum));
		List<Row<?>> rows = new ArrayList<>();
		reasons.forEach((reason, number) -> rows.add(Row.of(Tags.of("reason", reason.code()), number)));
		return rows;
	}

	private void removeMeters(String service) {
		for (Meter meter : List.copyOf(this.registry.getMeters())) {
			if (meter.getId().getName().startsWith("azure.discovery.")
					&& meter.getId().getTagsAsIterable().iterator().hasNext()
					&& meter.getId().getTags().contains(Tag.of(SERVICE, service))) {
				this.registry.remove(meter);
			}
		}
	}

}
