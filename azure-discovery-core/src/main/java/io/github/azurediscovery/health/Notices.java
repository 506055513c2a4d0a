package io.github.azurediscovery.health;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScheduledEvent;
import io.github.azurediscovery.imds.ScheduledEvents;

import org.jspecify.annotations.Nullable;

/**
 * Which VMs are to stay without calls, from when on, and why, in words.
 *
 * @param neighbourhood where the names mean anything
 * @param byName what comes first for a VM, by its name, ignoring case
 */
record Notices(Neighbourhood neighbourhood, Map<String, Notice> byName) {

	static final Notices NONE = new Notices(new Neighbourhood("", null), Map.of());

	static Notices of(ScheduledEvents events, InstanceMetadata self, ScheduledEventsSettings settings) {
		Map<String, Notice> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (ScheduledEvent event : events.events()) {
			if (settings.interrupts(event)) {
				Notice notice = notice(event, settings.outFrom(event));
				event.resources().forEach((name) -> byName.merge(name, notice, Notices::first));
			}
		}
		return new Notices(Neighbourhood.of(self), byName);
	}

	/** Return what is announced for an instance, or {@code null}. */
	@Nullable Notice about(Instance instance) {
		Notice notice = this.byName.get(instance.name());
		return (notice != null && this.neighbourhood.holds(instance)) ? notice : null;
	}

	/** Return when the next notice comes into force. */
	Optional<Instant> next(Instant now) {
		return this.byName.values()
			.stream()
			.filter((notice) -> !notice.inForce(now))
			.map(Notice::outFrom)
			.min(Instant::compareTo);
	}

	private static Notice first(Notice one, Notice other) {
		return other.outFrom().isBefore(one.outFrom()) ? other : one;
	}

	private static Notice notice(ScheduledEvent event, Instant outFrom) {
		boolean farewell = event.type() == ScheduledEvent.Type.PREEMPT || event.type() == ScheduledEvent.Type.TERMINATE;
		return new Notice(type(event.type()) + words(event), type(event.type()), farewell, outFrom);
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
