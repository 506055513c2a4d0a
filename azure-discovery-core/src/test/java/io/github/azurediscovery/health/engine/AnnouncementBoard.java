package io.github.azurediscovery.health.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.azurediscovery.health.maintenance.ScheduledEventsClient;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScaleSetMembership;
import io.github.azurediscovery.imds.ScheduledEvent;
import io.github.azurediscovery.imds.ScheduledEvents;
import org.jspecify.annotations.Nullable;

/**
 * What Azure announces to this VM, which is {@code web_1} of the scale set {@code web}.
 */
final class AnnouncementBoard implements ScheduledEventsClient {

	@Nullable InstanceMetadata self = webOne(new ScaleSetMembership("web", null));

	ScheduledEvents events = new ScheduledEvents(1, List.of());

	final List<String> acknowledged = new ArrayList<>();

	boolean broken;

	boolean refuses;

	int readings;

	static InstanceMetadata webOne(@Nullable ScaleSetMembership scaleSet) {
		return new InstanceMetadata("vm-1", "web_1", "/subscriptions/s", "s", "shop", "westeurope", "1",
				"AzurePublicCloud", "Standard_D2s_v5", scaleSet, null, Map.of(), List.of());
	}

	void announce(ScheduledEvent... events) {
		this.events = new ScheduledEvents(this.events.incarnation() + 1, List.of(events));
	}

	@Override
	public Optional<InstanceMetadata> self() {
		return Optional.ofNullable(this.self);
	}

	@Override
	public ScheduledEvents read() throws IOException {
		this.readings++;
		if (this.broken) {
			throw new IOException("the service answered 500");
		}
		return this.events;
	}

	@Override
	public void acknowledge(String eventId) throws IOException {
		if (this.refuses) {
			throw new IOException("the service answered 500");
		}
		this.acknowledged.add(eventId);
	}

}
