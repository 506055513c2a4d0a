package io.github.azurediscovery.health.engine;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.azurediscovery.health.ScheduledEventsSettings;
import io.github.azurediscovery.health.maintenance.MaintenanceEventScope;
import io.github.azurediscovery.health.maintenance.MaintenanceNotices;
import io.github.azurediscovery.health.maintenance.ScheduledEventsClient;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScheduledEvent;
import io.github.azurediscovery.imds.ScheduledEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the scheduled events and passes on what they mean for the members. An event that
 * names exactly this VM is acknowledged, if that is enabled, once the VM is out of
 * rotation and its neighbours had the time to read the event as well. An event stays
 * announced until a successful reading lacks it.
 */
final class ScheduledEventsPoller {

	private static final Logger logger = LoggerFactory.getLogger(ScheduledEventsPoller.class);

	/**
	 * How many readings must have shown the VM out of rotation before it acknowledges its
	 * event.
	 */
	private static final int READINGS_BEFORE_ACKNOWLEDGING = 3;

	private final ScheduledEventsSettings settings;

	private final ScheduledEventsClient announcements;

	private final CombiningExecutor executor;

	private final Executor network;

	private final InstantSource clock;

	private final Consumer<MaintenanceNotices> receiver;

	private final Map<String, Integer> readings = new HashMap<>();

	private int incarnation = -1;

	private MaintenanceEventScope neighbourhood = MaintenanceNotices.NONE.neighbourhood();

	private boolean failing;

	private int run;

	ScheduledEventsPoller(ScheduledEventsSettings settings, ScheduledEventsClient announcements,
			CombiningExecutor executor, Executor network, InstantSource clock, Consumer<MaintenanceNotices> receiver) {
		this.settings = settings;
		this.announcements = announcements;
		this.executor = executor;
		this.network = network;
		this.clock = clock;
		this.receiver = receiver;
	}

	void start() {
		if (this.settings.enabled()) {
			this.run++;
			ask(this.run);
		}
	}

	void stop() {
		this.run++;
	}

	private void ask(int asked) {
		if (asked == this.run) {
			try {
				this.network.execute(() -> {
					Runnable result = read();
					this.executor.submit(() -> ended(asked, result));
				});
			}
			catch (Throwable ex) {
				ended(asked, () -> failed("no thread was available to read them: " + ex));
			}
		}
	}

	private void ended(int asked, Runnable result) {
		if (asked == this.run) {
			this.executor.schedule(this.settings.interval(), () -> ask(asked));
			result.run();
		}
	}

	/** Read on a network thread, and return the work for the executor. */
	private Runnable read() {
		try {
			Optional<InstanceMetadata> self = this.announcements.self();
			if (self.isEmpty()) {
				return () -> failed("instance metadata does not say which VM this is");
			}
			ScheduledEvents events = this.announcements.read();
			return () -> take(events, self.get());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return () -> failed("interrupted");
		}
		catch (Throwable ex) {
			return () -> failed(ex.toString());
		}
	}

	private void take(ScheduledEvents events, InstanceMetadata self) {
		if (this.failing) {
			this.failing = false;
			logger.info("Scheduled events can be read again");
		}
		MaintenanceEventScope neighbourhood = MaintenanceEventScope.of(self);
		if (events.incarnation() != this.incarnation || !neighbourhood.equals(this.neighbourhood)) {
			this.incarnation = events.incarnation();
			this.neighbourhood = neighbourhood;
			this.receiver.accept(MaintenanceNotices.of(events, self, this.settings));
		}
		if (this.settings.acknowledge()) {
			acknowledge(events.events(), self);
		}
	}

	private void failed(String reason) {
		if (!this.failing) {
			this.failing = true;
			logger.warn("Scheduled events cannot be read, what was announced before stays in force: {}", reason);
		}
		else {
			logger.debug("Scheduled events cannot be read: {}", reason);
		}
	}

	private void acknowledge(List<ScheduledEvent> events, InstanceMetadata self) {
		this.readings.keySet().retainAll(events.stream().map(ScheduledEvent::id).toList());
		for (ScheduledEvent event : events) {
			boolean ours = event.resources().size() == 1 && event.resources().get(0).equalsIgnoreCase(self.name());
			if (ours && !event.started() && isDue(event)
					&& this.readings.merge(event.id(), 1, Integer::sum) == READINGS_BEFORE_ACKNOWLEDGING) {
				acknowledgeSoon(event);
			}
		}
	}

	/** An event that does not affect calls may begin at any time. */
	private boolean isDue(ScheduledEvent event) {
		return !this.settings.interrupts(event) || !this.clock.instant().isBefore(this.settings.outFrom(event));
	}

	private void acknowledgeSoon(ScheduledEvent event) {
		try {
			this.network.execute(() -> acknowledge(event));
		}
		catch (Throwable ex) {
			logger.debug("No thread was available to acknowledge the {}", event.type(), ex);
			this.readings.remove(event.id());
		}
	}

	private void acknowledge(ScheduledEvent event) {
		try {
			this.announcements.acknowledge(event.id());
			logger.info("Acknowledged the {} of this VM, which may start now", event.type());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Throwable ex) {
			logger.warn("The {} of this VM could not be acknowledged and starts at {}: {}", event.type(),
					event.notBefore(), ex.toString());
			this.executor.submit(() -> this.readings.remove(event.id()));
		}
	}

}
