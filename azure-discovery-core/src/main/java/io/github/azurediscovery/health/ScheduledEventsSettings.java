package io.github.azurediscovery.health;

import java.time.Duration;

/**
 * What to do about announced maintenance. Off by default: reading Azure's scheduled
 * events for the first time switches them on for the whole scale set or availability set,
 * whose restarts then wait for an acknowledgement or for the announced time.
 *
 * @param enabled whether to read scheduled events
 * @param interval the time from one reading to the next; Azure allows 5 requests a second
 * to all of instance metadata
 * @param freezeLongerThan how long a {@code Freeze} must last to take an instance out
 * @param acknowledge whether to acknowledge events that name exactly this VM, so that
 * they start at once
 * @see <a href=
 * "https://learn.microsoft.com/azure/virtual-machines/linux/scheduled-events">Scheduled
 * events</a>
 */
public record ScheduledEventsSettings(boolean enabled, Duration interval, Duration freezeLongerThan,
		boolean acknowledge) {

	/** The defaults: switched off. */
	public static final ScheduledEventsSettings DEFAULT = new ScheduledEventsSettings(false, Duration.ofSeconds(5),
			Duration.ofSeconds(10), false);

	public ScheduledEventsSettings {
		Require.positive("scheduled-events.interval", interval);
		Require.that(interval.compareTo(Duration.ofSeconds(1)) >= 0, "scheduled-events.interval", interval,
				"at least 1 s");
		Require.that(!freezeLongerThan.isNegative(), "scheduled-events.freeze-longer-than", freezeLongerThan,
				"0 or longer");
		Require.that(enabled || !acknowledge, "scheduled-events.acknowledge", acknowledge,
				"false unless scheduled-events.enabled is true");
	}

}
