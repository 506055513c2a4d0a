package io.github.azurediscovery.spring.actuate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.Rejection.Kind;
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
 * Meters each service in one registry: its instances by state, panic, changes and
 * ejections; and what was rejected, by the kind of reason. The meters of a service that
 * left are removed, and only so many services are metered. Gauges are computed when they
 * are read.
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
			.description("Instances by the reason that decides whether they are picked")
			.register(registry);
		this.panic = MultiGauge.builder("azure.discovery.panic")
			.description("Whether unhealthy instances are offered since too few are healthy")
			.register(registry);
		this.rejected = MultiGauge.builder("azure.discovery.rejected")
			.description("Items seen that are no members, by reason")
			.register(registry);
		Gauge.builder("azure.discovery.unmetered", this, ServiceMetrics::unmetered)
			.description("Services without meters, as too many have them")
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
		follow(current);
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

	private synchronized void judged(InstanceHealthChange change) {
		if (this.services.contains(change.instance().service()) && change.from().outlier() == null
				&& change.to().outlier() != null) {
			this.registry.counter("azure.discovery.ejections", SERVICE, change.instance().service()).increment();
		}
	}

	private synchronized void follow(Snapshot snapshot) {
		Set<String> followed = this.metered.follow(Set.copyOf(snapshot.services()));
		if (!this.services.equals(followed)) {
			Set<String> gone = new HashSet<>(this.services);
			gone.removeAll(followed);
			this.services = followed;
			this.instances.register(rows(), true);
			this.panic.register(this.services.stream().map(this::panicRow).toList(), true);
			gone.forEach(this::forget);
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
			.filter((service) -> !this.metered.contain(service))
			.count();
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
		Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
		this.rejections.forEach((rejection) -> kinds.merge(rejection.kind(), 1, Integer::sum));
		List<Row<?>> rows = new ArrayList<>();
		kinds.forEach((kind, number) -> rows.add(Row.of(Tags.of("reason", word(kind)), number)));
		return rows;
	}

	private static String word(Kind kind) {
		return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
