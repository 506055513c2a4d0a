package io.github.azurediscovery.health;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.imds.InstanceMetadata;
import io.github.azurediscovery.imds.ScheduledEvent;
import io.github.azurediscovery.imds.ScheduledEvents;

import org.jspecify.annotations.Nullable;

/**
 * Which VMs are to stay without calls, and why, in words.
 *
 * @param neighbourhood where the names mean anything
 * @param byName the reasons by the name of the VM, ignoring case
 */
record Notices(Neighbourhood neighbourhood, Map<String, Notice> byName) {

	static final Notices NONE = new Notices(new Neighbourhood("", null), Map.of());

	static Notices of(ScheduledEvents events, InstanceMetadata self, Duration freezeLongerThan) {
		Map<String, Notice> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (ScheduledEvent event : events.events()) {
			if (interrupts(event, freezeLongerThan)) {
				event.resources().forEach((name) -> byName.putIfAbsent(name, notice(event)));
			}
		}
		return new Notices(Neighbourhood.of(self), byName);
	}

	/** Return why an instance is to stay without calls, or {@code null}. */
	@Nullable Notice about(Instance instance) {
		Notice notice = this.byName.get(instance.name());
		return (notice != null && this.neighbourhood.holds(instance)) ? notice : null;
	}

	private static boolean interrupts(ScheduledEvent event, Duration freezeLongerThan) {
		return switch (event.type()) {
			case REBOOT, REDEPLOY, PREEMPT, TERMINATE -> true;
			case FREEZE -> event.duration() == null || event.duration().compareTo(freezeLongerThan) > 0;
			case OTHER -> false;
		};
	}

	private static Notice notice(ScheduledEvent event) {
		String type = event.type().name().charAt(0) + event.type().name().substring(1).toLowerCase(Locale.ROOT);
		boolean farewell = event.type() == ScheduledEvent.Type.PREEMPT || event.type() == ScheduledEvent.Type.TERMINATE;
		return new Notice(type + words(event), type, farewell);
	}

	private static String words(ScheduledEvent event) {
		if (event.started()) {
			return " under way";
		}
		return (event.notBefore() != null) ? " announced for " + event.notBefore() : " announced";
	}

}
