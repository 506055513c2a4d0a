package io.github.azurediscovery.test.imds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.http.HttpAnswer;
import io.github.azurediscovery.test.http.JsonText;

/**
 * The events scheduled for virtual machines. A virtual machine sees its own and those of
 * its scale set. Safe for use by several threads.
 */
public final class SimulatedScheduledEvents {

	private final InstantSource clock;

	private final List<SimulatedEvent> events = new ArrayList<>();

	private int announced;

	private int incarnation = 1;

	SimulatedScheduledEvents(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Announce an event, to start after the shortest notice there is for its type unless
	 * approved before.
	 * @param type what is going to happen
	 * @param vms the virtual machines it happens to, at least one
	 * @return the event
	 */
	public SimulatedEvent announce(EventType type, SimulatedVm... vms) {
		if (vms.length == 0) {
			throw new IllegalArgumentException("An event must concern at least one virtual machine");
		}
		return read(() -> {
			UUID id = UUID.nameUUIDFromBytes(("event " + this.announced++).getBytes(StandardCharsets.UTF_8));
			SimulatedEvent event = new SimulatedEvent(this, id, type, List.of(vms),
					this.clock.instant().plus(type.notice()));
			change(() -> this.events.add(event));
			return event;
		});
	}

	/**
	 * End all events.
	 */
	public synchronized void clear() {
		this.events.clear();
		this.announced = 0;
		this.incarnation = 1;
	}

	synchronized void change(Runnable change) {
		change.run();
		this.incarnation++;
	}

	synchronized <T> T read(Supplier<T> reading) {
		return reading.get();
	}

	void remove(SimulatedEvent event) {
		change(() -> this.events.remove(event));
	}

	synchronized HttpAnswer document(SimulatedVm own) {
		List<Map<String, Object>> seen = this.events.stream()
			.filter((event) -> event.concerns(own))
			.map(SimulatedEvent::json)
			.toList();
		return HttpAnswer.json(200, JsonText.object("DocumentIncarnation", this.incarnation, "Events", seen));
	}

	synchronized HttpAnswer approve(byte[] body) {
		try {
			if (!(JsonText.read(body).get("StartRequests") instanceof List<?> requests)) {
				return malformed();
			}
			List<SimulatedEvent> approved = new ArrayList<>();
			for (Object request : requests) {
				if (!(request instanceof Map<?, ?> start) || !(start.get("EventId") instanceof String id)) {
					return malformed();
				}
				this.events.stream().filter((event) -> event.id().equalsIgnoreCase(id)).forEach(approved::add);
			}
			if (approved.stream().anyMatch((event) -> !event.started())) {
				change(() -> approved.forEach(SimulatedEvent::approve));
			}
			return HttpAnswer.text(200, "application/json; charset=utf-8", "");
		}
		catch (IOException ex) {
			return malformed();
		}
	}

	private static HttpAnswer malformed() {
		return HttpAnswer.json(400, JsonText.object("error", "Bad request. The body is malformed"));
	}

}
