package io.github.azurediscovery.health;

import java.time.Duration;
import java.time.Instant;

import io.github.azurediscovery.imds.ScheduledEvent;

/**
 * What to do about announced maintenance. Off by default: reading Azure's scheduled
 * events for the first time switches them on for the whole scale set or availability set,
 * whose restarts then wait for an acknowledgement or for the announced time.
 *
 * @param enabled whether to read scheduled events
 * @param interval the time from one reading to the next; Azure allows 5 requests a second
 * to all of instance metadata
 * @param freezeLongerThan how long a {@code Freeze} must last to take an instance out
 * @param leadTime how long before an event may begin the instance is taken out
 * @param acknowledge whether to acknowledge events that name exactly this VM once it is
 * out, so that they start without further waiting
 * @see <a href=
 * "https://learn.microsoft.com/azure/virtual-machines/linux/scheduled-events">Scheduled
 * events</a>
 */
public record ScheduledEventsSettings(boolean enabled, Duration interval, Duration freezeLongerThan, Duration leadTime,
		boolean acknowledge) {

	/** The defaults: switched off. */
	public static final ScheduledEventsSettings DEFAULT = new ScheduledEventsSettings(false, Duration.ofSeconds(5),
			Duration.ofSeconds(10), Duration.ofMinutes(5), false);

	public ScheduledEventsSettings {
		SettingBounds.positive("scheduled-events.interval", interval);
		SettingBounds.that(interval.compareTo(Duration.ofSeconds(1)) >= 0, "scheduled-events.interval", interval,
				"at least 1 s");
		SettingBounds.that(!freezeLongerThan.isNegative(), "scheduled-events.freeze-longer-than", freezeLongerThan,
				"0 or longer");
		SettingBounds.notNegative("scheduled-events.lead-time", leadTime);
		SettingBounds.that(enabled || !acknowledge, "scheduled-events.acknowledge", acknowledge,
				"false unless scheduled-events.enabled is true");
	}

	/** Return whether calls would notice an event. */
	public boolean interrupts(ScheduledEvent event) {
		return switch (event.type()) {
			case REBOOT, REDEPLOY, PREEMPT, TERMINATE -> true;
			case FREEZE, OTHER -> event.duration() == null || event.duration().compareTo(this.freezeLongerThan) > 0;
		};
	}

	/**
	 * Return from when on the VMs of an event are to stay without calls: shortly before
	 * it may begin, as degraded hardware is announced days ahead; at once where it has
	 * begun, may begin at any time or is never announced long before, and where its VM is
	 * going to acknowledge what a user asked for.
	 */
	public Instant outFrom(ScheduledEvent event) {
		boolean atOnce = event.started() || event.type() == ScheduledEvent.Type.PREEMPT
				|| event.type() == ScheduledEvent.Type.TERMINATE
				|| (this.acknowledge && event.source().equalsIgnoreCase("User") && event.resources().size() == 1);
		Instant notBefore = event.notBefore();
		return (atOnce || notBefore == null) ? Instant.MIN : notBefore.minus(this.leadTime);
	}

}
