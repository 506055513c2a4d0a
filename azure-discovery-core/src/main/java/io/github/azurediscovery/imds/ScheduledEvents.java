package io.github.azurediscovery.imds;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The events scheduled for this VM and its neighbours, at one incarnation of the
 * document.
 *
 * @param incarnation moves when the content moves; the same number is the same content
 * @param events the events; one that is over or cancelled is no longer here
 */
public record ScheduledEvents(int incarnation, List<ScheduledEvent> events) {

	public ScheduledEvents {
		events = List.copyOf(events);
	}

	static ScheduledEvents parse(String document) throws IOException {
		JsonNode root = InstanceMetadataJson.read(document);
		if (!root.path("DocumentIncarnation").isNumber()) {
			throw new IOException("The answer about scheduled events has no DocumentIncarnation");
		}
		return new ScheduledEvents(root.path("DocumentIncarnation").asInt(),
				InstanceMetadataJson.list(root.path("Events"), ScheduledEvent::parse));
	}

}
