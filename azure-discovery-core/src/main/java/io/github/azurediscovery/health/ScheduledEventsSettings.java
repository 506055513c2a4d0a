package io.github.azurediscovery.health;

import java.time.Duration;
import java.time.Instant;

import io.github.azurediscovery.imds.ScheduledEvent;
import io.github.azurediscovery.setting.SettingBounds;

/**
 * How to handle announced maintenance. Off by default: reading Azure's scheduled events
 * for the first time switches them on for the whole scale set or availability set, whose
 * restarts then wait for an acknowledgement or for the announced time.
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
	public static final ScheduledEventsSettings DEFAULT = builder().build();

	public ScheduledEventsSettings {
		SettingBounds.between("scheduled-events.interval", interval, Duration.ofSeconds(1));
		SettingBounds.delay("scheduled-events.freeze-longer-than", freezeLongerThan);
		SettingBounds.delay("scheduled-events.lead-time", leadTime);
		SettingBounds.require(enabled || !acknowledge, "scheduled-events.acknowledge", acknowledge,
				"false unless scheduled-events.enabled is true");
	}

	/** Return a builder that holds the defaults. */
	public static Builder builder() {
		return new Builder();
	}

	/** Return a builder that holds these settings. */
	public Builder toBuilder() {
		return new Builder().enabled(this.enabled)
			.interval(this.interval)
			.freezeLongerThan(this.freezeLongerThan)
			.leadTime(this.leadTime)
			.acknowledge(this.acknowledge);
	}

	/** Return whether an event is long enough to affect calls. */
	public boolean interrupts(ScheduledEvent event) {
		return switch (event.type()) {
			case REBOOT, REDEPLOY, PREEMPT, TERMINATE -> true;
			case FREEZE, OTHER -> event.duration() == null || event.duration().compareTo(this.freezeLongerThan) > 0;
		};
	}

	/**
	 * Return when the VMs of an event leave rotation: shortly before it may begin, as
	 * degraded hardware is announced days ahead; at once if it has begun, may begin at
	 * any time or is of a kind that is never announced long before, and if its VM will
	 * acknowledge an event that a user requested.
	 */
	public Instant outFrom(ScheduledEvent event) {
		boolean atOnce = event.started() || event.type() == ScheduledEvent.Type.PREEMPT
				|| event.type() == ScheduledEvent.Type.TERMINATE
				|| (this.acknowledge && event.source().equalsIgnoreCase("User") && event.resources().size() == 1);
		Instant notBefore = event.notBefore();
		return (atOnce || notBefore == null) ? Instant.MIN : notBefore.minus(this.leadTime);
	}

	/** Builds {@link ScheduledEventsSettings}. What is not set keeps its default. */
	public static final class Builder {

		private boolean enabled;

		private Duration interval = Duration.ofSeconds(5);

		private Duration freezeLongerThan = Duration.ofSeconds(10);

		private Duration leadTime = Duration.ofMinutes(5);

		private boolean acknowledge;

		private Builder() {
		}

		/** Set whether to read scheduled events, {@code false} by default. */
		public Builder enabled(boolean enabled) {
			this.enabled = enabled;
			return this;
		}

		/** Set the time from one reading to the next, 5 s by default. */
		public Builder interval(Duration interval) {
			this.interval = interval;
			return this;
		}

		/** Set which freezes take an instance out, those above 10 s by default. */
		public Builder freezeLongerThan(Duration freezeLongerThan) {
			this.freezeLongerThan = freezeLongerThan;
			return this;
		}

		/** Set how long before an event an instance is taken out, 5 min by default. */
		public Builder leadTime(Duration leadTime) {
			this.leadTime = leadTime;
			return this;
		}

		/** Set whether to acknowledge events, {@code false} by default. */
		public Builder acknowledge(boolean acknowledge) {
			this.acknowledge = acknowledge;
			return this;
		}

		/**
		 * Build the settings.
		 * @throws IllegalArgumentException if a value is out of bounds
		 */
		public ScheduledEventsSettings build() {
			return new ScheduledEventsSettings(this.enabled, this.interval, this.freezeLongerThan, this.leadTime,
					this.acknowledge);
		}

	}

}
