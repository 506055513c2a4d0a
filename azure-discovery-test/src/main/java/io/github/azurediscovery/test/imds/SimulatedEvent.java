package io.github.azurediscovery.test.imds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.JsonText;

/**
 * A scheduled event: announced, then started by approval or by time, then gone.
 */
public final class SimulatedEvent {

	private final SimulatedScheduledEvents events;

	private final String id;

	private String type;

	private final List<SimulatedVm> vms;

	private Instant notBefore;

	private NotBeforeFormat format = NotBeforeFormat.RFC_1123;

	private long seconds = 5;

	private boolean byUser;

	private boolean started;

	SimulatedEvent(SimulatedScheduledEvents events, UUID id, EventType type, List<SimulatedVm> vms, Instant notBefore) {
		this.events = events;
		this.id = id.toString().toUpperCase(java.util.Locale.ROOT);
		this.type = type.text();
		this.vms = List.copyOf(vms);
		this.notBefore = notBefore;
	}

	/**
	 * Return the id.
	 * @return the {@code EventId}
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Let it be of a kind that is not documented yet.
	 * @param name the {@code EventType}
	 * @return this event
	 */
	public SimulatedEvent undocumented(String name) {
		this.events.change(() -> this.type = name);
		return this;
	}

	/**
	 * Set before when it does not start by itself. What befalls degraded hardware is
	 * announced up to 7 days ahead.
	 * @param notBefore the instant
	 * @return this event
	 */
	public SimulatedEvent notBefore(Instant notBefore) {
		this.events.change(() -> this.notBefore = notBefore);
		return this;
	}

	/**
	 * Set how {@code NotBefore} is written.
	 * @param format the format
	 * @return this event
	 */
	public SimulatedEvent notBeforeFormat(NotBeforeFormat format) {
		this.events.change(() -> this.format = format);
		return this;
	}

	/**
	 * Set how long it lasts.
	 * @param duration the duration in whole seconds, zero for no impact, negative for
	 * unknown
	 * @return this event
	 */
	public SimulatedEvent lasting(Duration duration) {
		this.events.change(() -> this.seconds = duration.isNegative() ? -1 : duration.toSeconds());
		return this;
	}

	/**
	 * Let it be asked for by a user, not by the platform.
	 * @return this event
	 */
	public SimulatedEvent byUser() {
		this.events.change(() -> this.byUser = true);
		return this;
	}

	/**
	 * Start it: {@code NotBefore} is blank from now on.
	 * @return this event
	 */
	public SimulatedEvent start() {
		this.events.change(() -> this.started = true);
		return this;
	}

	/**
	 * Tell whether it has started, also by approval.
	 * @return {@code true} if so
	 */
	public boolean started() {
		return this.events.read(() -> this.started);
	}

	/**
	 * End it, whether it is over or called off: it is gone, Azure tells no more.
	 */
	public void end() {
		this.events.remove(this);
	}

	void approve() {
		this.started = true;
	}

	boolean concerns(SimulatedVm own) {
		return this.vms.stream()
			.anyMatch((vm) -> vm == own || (vm.scaleSet() != null && vm.scaleSet() == own.scaleSet()));
	}

	Map<String, Object> json() {
		return JsonText.object("EventId", this.id, "EventStatus", this.started ? "Started" : "Scheduled", "EventType",
				this.type, "ResourceType", "VirtualMachine", "Resources",
				this.vms.stream().map(SimulatedVm::name).toList(), "NotBefore",
				this.started ? "" : this.format.write(this.notBefore), "Description",
				"Virtual machine is subject to " + this.type + ".", "EventSource", this.byUser ? "User" : "Platform",
				"DurationInSeconds", this.seconds);
	}

}
