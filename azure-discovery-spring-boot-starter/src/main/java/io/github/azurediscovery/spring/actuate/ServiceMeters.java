package io.github.azurediscovery.spring.actuate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

/**
 * Meters each service in one registry: its instances by state, panic, changes and
 * ejections; and what was rejected, by reason. The meters of a service that left are
 * removed. Gauges are computed when they are read.
 */
final class ServiceMeters {

	private static final String SERVICE = "service";

	private final AzureDiscovery discovery;

	private final MeterRegistry registry;

	private final MultiGauge instances;

	private final MultiGauge panic;

	private final MultiGauge rejected;

	private Set<String> services = Set.of();

	private List<Rejection> rejections = List.of();

	ServiceMeters(AzureDiscovery discovery, MeterRegistry registry) {
		this.discovery = discovery;
		this.registry = registry;
		this.instances = MultiGauge.builder("azure.discovery.instances")
			.description("Instances by the reason that decides whether they are picked")
			.register(registry);
		this.panic = MultiGauge.builder("azure.discovery.panic")
			.description("Whether unhealthy instances are offered since too few are healthy")
			.register(registry);
		this.rejected = MultiGauge.builder("azure.discovery.rejected")
			.description("Items seen that are no members, by reason")
			.register(registry);
	}

	void start() {
		this.discovery.subscribe(this::changed);
		this.discovery.subscribe((round, status, duration, held) -> follow(this.discovery.catalog().current()));
		this.discovery.health().subscribe(this::judged);
		follow(this.discovery.catalog().current());
	}

	private synchronized void changed(SnapshotChange change) {
		Snapshot current = this.discovery.catalog().current();
		change.services().forEach((service, changed) -> {
			if (!current.services().contains(service)) {
				return;
			}
			count(service, "joined", changed.joined().size());
			count(service, "left", changed.left().size());
			count(service, "updated", changed.updated().size());
		});
		follow(current);
	}

	private void count(String service, String change, int number) {
		this.registry.counter("azure.discovery.changes", SERVICE, service, "change", change).increment(number);
	}

	private void judged(InstanceHealthChange change) {
		if (this.discovery.catalog().current().services().contains(change.instance().service())
				&& change.from().outlier() == null && change.to().outlier() != null) {
			this.registry.counter("azure.discovery.ejections", SERVICE, change.instance().service()).increment();
		}
	}

	private synchronized void follow(Snapshot snapshot) {
		if (!this.services.equals(snapshot.services())) {
			Set<String> gone = new HashSet<>(this.services);
			gone.removeAll(snapshot.services());
			this.services = Set.copyOf(snapshot.services());
			this.instances.register(rows(), true);
			this.panic.register(this.services.stream().map(this::panicRow).toList(), true);
			gone.forEach(this::forget);
		}
		if (!this.rejections.equals(snapshot.rejected())) {
			this.rejections = snapshot.rejected();
			this.rejected.register(rejectedRows(), true);
		}
	}

	private List<Row<?>> rows() {
		List<Row<?>> rows = new ArrayList<>();
		for (String service : this.services) {
			for (InstanceState state : InstanceState.values()) {
				rows.add(Row.of(Tags.of(SERVICE, service, "state", state.tag()), this.discovery,
						(discovery) -> state.count(discovery, service)));
			}
		}
		return rows;
	}

	private Row<?> panicRow(String service) {
		return Row.of(Tags.of(SERVICE, service), this.discovery, (discovery) -> {
			Route route = discovery.routes().route(service);
			return (route != null && route.panic()) ? 1 : 0;
		});
	}

	private List<Row<?>> rejectedRows() {
		Map<String, Integer> reasons = new TreeMap<>();
		this.rejections.forEach((rejection) -> reasons.merge(kind(rejection.reason()), 1, Integer::sum));
		List<Row<?>> rows = new ArrayList<>();
		reasons.forEach((reason, number) -> rows.add(Row.of(Tags.of("reason", reason), number)));
		return rows;
	}

	/** A reason without what differs from item to item, so that there are few of them. */
	private static String kind(String reason) {
		String kind = reason.split("[:;,('\"0-9]| for service ", 2)[0].strip();
		return kind.isEmpty() ? "other" : kind.substring(0, Math.min(kind.length(), 60));
	}

	private void forget(String service) {
		for (Meter meter : List.copyOf(this.registry.getMeters())) {
			if (meter.getId().getName().startsWith("azure.discovery.")
					&& meter.getId().getTagsAsIterable().iterator().hasNext()
					&& meter.getId().getTags().contains(Tag.of(SERVICE, service))) {
				this.registry.remove(meter);
			}
		}
	}

}
