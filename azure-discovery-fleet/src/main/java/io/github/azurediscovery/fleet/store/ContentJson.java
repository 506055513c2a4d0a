package io.github.azurediscovery.fleet.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.Rejection;

/**
 * A content as JSON. What is absent, false or empty is not written; fields that are not
 * known are ignored.
 */
final class ContentJson {

	private ContentJson() {
	}

	static byte[] write(FleetContent content) {
		return DocumentJson.write((json) -> {
			json.writeObjectFieldStart("services");
			for (Map.Entry<String, List<Instance>> service : content.services().entrySet()) {
				json.writeArrayFieldStart(service.getKey());
				for (Instance instance : service.getValue()) {
					InstanceJson.write(json, instance);
				}
				json.writeEndArray();
			}
			json.writeEndObject();
			writeRejected(json, content.rejected());
		});
	}

	private static void writeRejected(JsonGenerator json, List<Rejection> rejected) throws IOException {
		json.writeArrayFieldStart("rejected");
		for (Rejection rejection : rejected) {
			RejectionJson.write(json, rejection);
		}
		json.writeEndArray();
	}

	static FleetContent read(byte[] document) throws IOException {
		SortedMap<String, List<Instance>> services = new TreeMap<>();
		List<Rejection> rejected = new ArrayList<>();
		List<Integer> format = new ArrayList<>();
		try (JsonCursor cursor = JsonCursor.over(DocumentJson.JSON, document)) {
			cursor.object((name) -> {
				switch (name) {
					case "format" -> {
						DocumentJson.checkFormat(cursor);
						format.add(DocumentJson.FORMAT);
					}
					case "services" -> cursor.object((service) -> services.put(service, instances(cursor, service)));
					case "rejected" -> cursor.array(() -> rejected.add(RejectionJson.read(cursor)));
					default -> cursor.skip();
				}
			});
			cursor.end();
		}
		if (format.isEmpty()) {
			throw new IOException("it has no format");
		}
		return new FleetContent(services, rejected);
	}

	private static List<Instance> instances(JsonCursor cursor, String service) throws IOException {
		List<Instance> instances = new ArrayList<>();
		cursor.array(() -> instances.add(InstanceJson.read(cursor, service)));
		return instances;
	}

}
