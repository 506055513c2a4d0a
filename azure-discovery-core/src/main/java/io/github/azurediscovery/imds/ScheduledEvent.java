package io.github.azurediscovery.imds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Something the platform or a user is about to do to VMs.
 *
 * @param id the id of the event
 * @param type what will happen
 * @param started whether it has begun; else it is scheduled
 * @param resources the names of the VMs, as Azure shows them
 * @param notBefore when it will begin at the earliest; {@code null} once begun, or when
 * the date could not be read
 * @param duration how long it will take, zero for no impact; {@code null} if Azure does
 * not know
 * @param source who wants it, {@code Platform} or {@code User}
 * @param description words for a person
 */
public record ScheduledEvent(String id, Type type, boolean started, List<String> resources, @Nullable Instant notBefore,
		@Nullable Duration duration, String source, String description) {

	public ScheduledEvent {
		resources = List.copyOf(resources);
	}

	static ScheduledEvent parse(JsonNode node) {
		int seconds = node.path("DurationInSeconds").asInt(-1);
		return new ScheduledEvent(InstanceMetadataJson.text(node, "EventId"),
				Type.of(InstanceMetadataJson.text(node, "EventType")),
				InstanceMetadataJson.text(node, "EventStatus").equalsIgnoreCase("Started"),
				InstanceMetadataJson.list(node.path("Resources"), JsonNode::asText),
				ScheduledEventDate.parse(InstanceMetadataJson.text(node, "NotBefore")),
				(seconds < 0) ? null : Duration.ofSeconds(seconds), InstanceMetadataJson.text(node, "EventSource"),
				InstanceMetadataJson.text(node, "Description"));
	}

	/** What will happen to the VMs. */
	public enum Type {

		/** Paused for a few seconds; memory and connections stay. */
		FREEZE,
		/** Rebooted; memory is lost. */
		REBOOT,
		/** Moved to other hardware; temporary disks are lost. */
		REDEPLOY,
		/** A Spot VM is taken away. */
		PREEMPT,
		/** Deleted. */
		TERMINATE,
		/** A kind that came after this version. */
		OTHER;

		static Type of(String name) {
			for (Type type : values()) {
				if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
					return type;
				}
			}
			return OTHER;
		}

	}

}
