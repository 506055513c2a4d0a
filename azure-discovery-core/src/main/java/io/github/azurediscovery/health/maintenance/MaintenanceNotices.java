package io.github.azurediscovery.health.maintenance;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.ScheduledEventsSettings;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScheduledEvent;
import io.github.azurediscovery.imds.ScheduledEvents;
import org.jspecify.annotations.Nullable;

/**
 * Which VMs leave rotation, when and why.
 *
 * @param neighbourhood the scope of the names
 * @param byName the first event of each VM, by its name, ignoring case
 */
public record MaintenanceNotices(MaintenanceEventScope neighbourhood, Map<String, MaintenanceNotice> byName) {

	public static final MaintenanceNotices NONE = new MaintenanceNotices(new MaintenanceEventScope("", null), Map.of());

	public static MaintenanceNotices of(ScheduledEvents events, InstanceMetadata self,
			ScheduledEventsSettings settings) {
		Map<String, MaintenanceNotice> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (ScheduledEvent event : events.events()) {
			if (settings.interrupts(event)) {
				MaintenanceNotice notice = notice(event, settings.outFrom(event));
				event.resources().forEach((name) -> byName.merge(name, notice, MaintenanceNotices::first));
			}
		}
		return new MaintenanceNotices(MaintenanceEventScope.of(self), byName);
	}

	/** Return what is announced for an instance, or {@code null}. */
	public @Nullable MaintenanceNotice about(Instance instance) {
		MaintenanceNotice notice = this.byName.get(instance.name());
		return (notice != null && this.neighbourhood.holds(instance)) ? notice : null;
	}

	/** Return when the next notice comes into force. */
	public Optional<Instant> next(Instant now) {
		return this.byName.values()
			.stream()
			.filter((notice) -> !notice.inForce(now))
			.map(MaintenanceNotice::outFrom)
			.min(Instant::compareTo);
	}

	private static MaintenanceNotice first(MaintenanceNotice one, MaintenanceNotice other) {
		return other.outFrom().isBefore(one.outFrom()) ? other : one;
	}

	private static MaintenanceNotice notice(ScheduledEvent event, Instant outFrom) {
		boolean farewell = event.type() == ScheduledEvent.Type.PREEMPT || event.type() == ScheduledEvent.Type.TERMINATE;
		return new MaintenanceNotice(type(event.type()) + words(event), type(event.type()), farewell, outFrom);
	}

	private static String type(ScheduledEvent.Type type) {
		return (type == ScheduledEvent.Type.OTHER) ? "Maintenance"
				: type.name().charAt(0) + type.name().substring(1).toLowerCase(Locale.ROOT);
	}

	private static String words(ScheduledEvent event) {
		if (event.started()) {
			return " under way";
		}
		return (event.notBefore() != null) ? " announced for " + event.notBefore() : " announced";
	}

}
