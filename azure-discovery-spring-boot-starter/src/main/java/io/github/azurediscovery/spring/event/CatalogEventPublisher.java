package io.github.azurediscovery.spring.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.Catalog.Subscription;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;

import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.cloud.client.discovery.event.InstanceRegisteredEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes in the application context what happens in the catalog, on the thread that
 * tells of it. Starts before the discovery does and stops after it, so that nothing is
 * missed; publishes nothing once the context began to close.
 * <p>
 * It listens to no event of the context and depends on no bean that might need a Feign
 * client: Feign's child contexts announce themselves to all listeners while they are
 * built.
 */
final class CatalogEventPublisher implements SmartLifecycle {

	private final AzureDiscovery discovery;

	private final CatalogEventFactory events;

	private final IsolatingEventPublisher listeners;

	private final PublishedEvents switches;

	private final AtomicBoolean registered = new AtomicBoolean();

	private final List<Subscription> subscriptions = new ArrayList<>();

	private volatile boolean running;

	CatalogEventPublisher(AzureDiscovery discovery, ServiceInstanceCatalog instances,
			ConfigurableApplicationContext context, PublishedEvents switches) {
		this.discovery = discovery;
		this.events = new CatalogEventFactory(instances);
		this.listeners = new IsolatingEventPublisher(context);
		this.switches = switches;
	}

	@Override
	public void start() {
		this.subscriptions.add(this.discovery.subscribe(this::catalogChanged));
		this.subscriptions.add(this.discovery.subscribe((round, status, duration, held) -> refreshed(status)));
		if (this.switches.instances()) {
			this.subscriptions.add(this.discovery.health().subscribe(this::healthChanged));
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.subscriptions.forEach(Subscription::close);
		this.subscriptions.clear();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Return a phase before that of the discovery itself.
	 */
	@Override
	public int getPhase() {
		return -1;
	}

	private void catalogChanged(SnapshotChange change) {
		List<Object> published = new ArrayList<>();
		if (this.switches.instances()) {
			published.addAll(this.events.of(change));
		}
		if (this.switches.heartbeat()) {
			published.add(new HeartbeatEvent(this.discovery, new CatalogRevision("azure", change.after().revision())));
		}
		this.listeners.tell(published);
	}

	private void refreshed(SourceStatus status) {
		if (status.error() == null) {
			this.events.answered(status.name());
			if (this.registered.compareAndSet(false, true)) {
				this.listeners.tell(List.of(new InstanceRegisteredEvent<>(this.discovery, status.name())));
			}
		}
	}

	private void healthChanged(InstanceHealthChange change) {
		this.listeners.tell(List.of(new InstanceHealthChangedEvent(this.events.view(change.instance()), change.from(),
				change.to(), change.cause())));
	}

}
