package io.github.azurediscovery.spring.actuate;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.balance.Route;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Snapshot;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.spring.actuate.DiscoveryView.AddressesView;
import io.github.azurediscovery.spring.actuate.DiscoveryView.AzureView;
import io.github.azurediscovery.spring.actuate.DiscoveryView.HealthView;
import io.github.azurediscovery.spring.actuate.DiscoveryView.InstanceView;
import io.github.azurediscovery.spring.actuate.DiscoveryView.RejectionView;
import io.github.azurediscovery.spring.actuate.DiscoveryView.ServiceView;
import io.github.azurediscovery.spring.actuate.DiscoveryView.SourceView;
import io.github.azurediscovery.spring.client.CatalogFreshness;
import io.github.azurediscovery.spring.metrics.ArmUsage;
import org.jspecify.annotations.Nullable;

/**
 * Creates views of what discovery knows. Sends no requests and does not block.
 * Thread-safe.
 */
public final class DiscoveryViewFactory {

	private final AzureDiscovery discovery;

	private final CatalogFreshness freshness;

	private final ArmUsage usage;

	/**
	 * Create a factory for a discovery that does not use Azure.
	 * @param discovery the discovery
	 * @param freshness the age of its catalog
	 */
	public DiscoveryViewFactory(AzureDiscovery discovery, CatalogFreshness freshness) {
		this(discovery, freshness, new ArmUsage(InstantSource.system()));
	}

	/**
	 * Create a factory.
	 * @param discovery the discovery
	 * @param freshness the age of its catalog
	 * @param usage its requests to Azure Resource Manager
	 */
	public DiscoveryViewFactory(AzureDiscovery discovery, CatalogFreshness freshness, ArmUsage usage) {
		this.discovery = discovery;
		this.freshness = freshness;
		this.usage = usage;
	}

	/**
	 * Return a view of everything.
	 * @return the view
	 */
	public DiscoveryView all() {
		Snapshot snapshot = this.discovery.catalog().current();
		Map<String, ServiceView> services = new TreeMap<>();
		snapshot.services().forEach((id) -> services.put(id, service(id, snapshot.instances(id))));
		Duration age = this.freshness.age();
		return new DiscoveryView(snapshot.revision(), this.discovery.catalog().lastUpdate(),
				(age != null) ? Duration.ofSeconds(age.toSeconds()) : null, this.freshness.stale(), services,
				snapshot.rejected().stream().map(RejectionView::of).toList(),
				this.discovery.sources().stream().map(DiscoveryViewFactory::source).toList(),
				this.discovery.sinks().stream().map(SinkView::of).toList(), this.discovery.status().nextRefresh(),
				new AzureView(this.usage.requests(), this.usage.remaining()), FleetView.of(this.discovery.fleet()));
	}

	/**
	 * Return a view of one service.
	 * @param id the id of the service, in any case
	 * @return the view, or {@code null} if the service is not in the catalog
	 */
	public @Nullable ServiceView service(String id) {
		List<Instance> members = this.discovery.catalog().current().instances(id);
		return members.isEmpty() ? null : service(id.toLowerCase(Locale.ROOT), members);
	}

	private ServiceView service(String id, List<Instance> members) {
		Route route = this.discovery.routes().route(id);
		Set<String> routable = new HashSet<>();
		if (route != null) {
			route.routable().forEach((instance) -> routable.add(instance.id()));
		}
		return new ServiceView(routable.size(), route != null && route.panic(), (route != null) ? nearby(route) : 0,
				members.stream().map((instance) -> instance(instance, routable.contains(instance.id()))).toList());
	}

	private static int nearby(Route route) {
		return (int) route.nearby().lists().stream().flatMap(List::stream).map(Instance::id).distinct().count();
	}

	private InstanceView instance(Instance instance, boolean routable) {
		InstanceHealth health = this.discovery.health().of(instance);
		return new InstanceView(instance.id(), instance.name(), instance.host(), instance.port(), instance.secure(),
				instance.zone(), instance.region(), instance.scaleSet(), instance.source(), routable,
				new AddressesView(instance.addresses().privates(), instance.addresses().publics()), instance.held(),
				instance.unconfirmed(), health(health), instance.metadata());
	}

	private static HealthView health(InstanceHealth health) {
		return new HealthView(health.platform().name().toLowerCase(Locale.ROOT), health.maintenance(), health.probe(),
				health.outlier(), health.announced());
	}

	private static SourceView source(SourceStatus source) {
		return new SourceView(source.name(), source.lastSuccess(), source.lastFailure(), source.error(),
				source.requests(), source.notBefore());
	}

}
