package io.github.azurediscovery.spring.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.catalog.ListenerSubscription;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.health.InstanceHealthChange;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;

import org.springframework.cloud.client.discovery.event.HeartbeatEvent;
import org.springframework.cloud.client.discovery.event.InstanceRegisteredEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes changes of the catalog as application events, on the thread that reports
 * them. Starts before discovery and stops after it, so that no change is missed;
 * publishes nothing once the context begins to close.
 * <p>
 * Listens to no event of the context and depends on no bean that might need a Feign
 * client: Feign's child contexts publish events to all publisher while they are created.
 */
final class CatalogEventPublisher implements SmartLifecycle {

	private final AzureDiscovery discovery;

	private final CatalogEventFactory events;

	private final IsolatingEventPublisher publisher;

	private final PublishedEvents publishedEvents;

	private final AtomicBoolean registered = new AtomicBoolean();

	private final List<ListenerSubscription> subscriptions = new ArrayList<>();

	private volatile boolean running;

	CatalogEventPublisher(AzureDiscovery discovery, ServiceInstanceCatalog instances,
			ConfigurableApplicationContext context, PublishedEvents publishedEvents) {
		this.discovery = discovery;
		this.events = new CatalogEventFactory(instances);
		this.publisher = new IsolatingEventPublisher(context);
		this.publishedEvents = publishedEvents;
	}

	@Override
	public void start() {
		this.subscriptions.add(this.discovery.subscribe(this::catalogChanged));
		this.subscriptions.add(this.discovery.subscribe((round, status, duration, held) -> refreshed(status)));
		if (this.publishedEvents.instances()) {
			this.subscriptions.add(this.discovery.health().subscribe(this::healthChanged));
		}
		this.running = true;
	}

	@Override
	public void stop() {
		this.subscriptions.forEach(ListenerSubscription::close);
		this.subscriptions.clear();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Return a phase before that of discovery itself.
	 */
	@Override
	public int getPhase() {
		return -1;
	}

	private void catalogChanged(SnapshotChange change) {
		List<Object> published = new ArrayList<>();
		if (this.publishedEvents.instances()) {
			published.addAll(this.events.create(change));
		}
		if (this.publishedEvents.heartbeat()) {
			published.add(new HeartbeatEvent(this.discovery, new CatalogRevision("azure", change.after().revision())));
		}
		this.publisher.publish(published);
	}

	private void refreshed(SourceStatus status) {
		if (status.error() == null) {
			this.events.sourceAnswered(status.name());
			if (this.registered.compareAndSet(false, true)) {
				this.publisher.publish(List.of(new InstanceRegisteredEvent<>(this.discovery, status.name())));
			}
		}
	}

	private void healthChanged(InstanceHealthChange change) {
		this.publisher.publish(List.of(new InstanceHealthChangedEvent(this.events.serviceInstance(change.instance()),
				change.from(), change.to(), change.cause())));
	}

}
