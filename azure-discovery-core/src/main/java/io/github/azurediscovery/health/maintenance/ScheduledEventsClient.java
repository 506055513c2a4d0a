package io.github.azurediscovery.health.maintenance;

import java.io.IOException;
import java.util.Optional;

import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScheduledEvents;

/** Reads announced maintenance. Every call may block. */
public interface ScheduledEventsClient {

	/** Return this VM, empty when it is not on Azure or that is not known yet. */
	Optional<InstanceMetadata> self();

	ScheduledEvents read() throws IOException, InterruptedException;

	void acknowledge(String eventId) throws IOException, InterruptedException;

	static ScheduledEventsClient of(ImdsClient imds) {
		return new ScheduledEventsClient() {

			@Override
			public Optional<InstanceMetadata> self() {
				return imds.instance();
			}

			@Override
			public ScheduledEvents read() throws IOException, InterruptedException {
				return imds.scheduledEvents();
			}

			@Override
			public void acknowledge(String eventId) throws IOException, InterruptedException {
				imds.acknowledge(eventId);
			}

		};
	}

}
