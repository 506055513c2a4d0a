package io.github.azurediscovery.health.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.azurediscovery.HandDriven;
import io.github.azurediscovery.imds.ScheduledEvent;
import io.github.azurediscovery.imds.ScheduledEvent.Type;
import org.jspecify.annotations.Nullable;

/** Scheduled events as Azure announces them. */
final class AnnouncedEvents {

	static final Instant SOON = HandDriven.START.plus(Duration.ofMinutes(4));

	static final Instant DAYS_AHEAD = HandDriven.START.plus(Duration.ofDays(3));

	private AnnouncedEvents() {
	}

	/** An event of the platform, soon. */
	static ScheduledEvent event(String id, Type type, @Nullable Duration duration, String... names) {
		return new ScheduledEvent(id, type, false, List.of(names), SOON, duration, "Platform", "");
	}

	static ScheduledEvent notBefore(@Nullable Instant notBefore, ScheduledEvent event) {
		return new ScheduledEvent(event.id(), event.type(), false, event.resources(), notBefore, event.duration(),
				event.source(), event.description());
	}

	static ScheduledEvent byUser(ScheduledEvent event) {
		return new ScheduledEvent(event.id(), event.type(), false, event.resources(), DAYS_AHEAD, event.duration(),
				"User", event.description());
	}

	static ScheduledEvent started(ScheduledEvent event) {
		return new ScheduledEvent(event.id(), event.type(), true, event.resources(), null, event.duration(),
				event.source(), event.description());
	}

}
