package io.github.azurediscovery.fleet.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.VmAddresses;
import org.jspecify.annotations.Nullable;

/** One instance of a content. Its service is the key it stands under. */
final class InstanceJson {

	private final JsonCursor cursor;

	private @Nullable String id;

	private String idSuffix = "";

	private @Nullable String vmId;

	private @Nullable String name;

	private @Nullable String host;

	private int port;

	private boolean secure;

	private List<String> privates = List.of();

	private List<String> publics = List.of();

	private @Nullable String zone;

	private @Nullable String region;

	private @Nullable String scaleSet;

	private @Nullable String resourceGroup;

	private Map<String, String> metadata = Map.of();

	private PlatformStatus platform = PlatformStatus.UNKNOWN;

	private boolean held;

	private boolean unconfirmed;

	private InstanceJson(JsonCursor cursor) {
		this.cursor = cursor;
	}

	static void write(JsonGenerator json, Instance instance) throws IOException {
		json.writeStartObject();
		writeId(json, instance);
		if (!instance.vmId().equals(instance.id())) {
			json.writeStringField("vmId", instance.vmId());
		}
		json.writeStringField("name", instance.name());
		json.writeStringField("host", instance.host());
		json.writeNumberField("port", instance.port());
		DocumentJson.writeFlag(json, "secure", instance.secure());
		json.writeObjectFieldStart("addresses");
		writeTexts(json, "private", instance.addresses().privates());
		writeTexts(json, "public", instance.addresses().publics());
		json.writeEndObject();
		DocumentJson.writeText(json, "zone", instance.zone());
		DocumentJson.writeText(json, "region", instance.region());
		DocumentJson.writeText(json, "scaleSet", instance.scaleSet());
		DocumentJson.writeText(json, "resourceGroup", instance.resourceGroup());
		if (!instance.metadata().isEmpty()) {
			json.writeObjectFieldStart("metadata");
			for (Map.Entry<String, String> entry : instance.metadata().entrySet()) {
				json.writeStringField(entry.getKey(), entry.getValue());
			}
			json.writeEndObject();
		}
		if (instance.platform() != PlatformStatus.UNKNOWN) {
			json.writeStringField("platform", instance.platform().name().toLowerCase(Locale.ROOT));
		}
		DocumentJson.writeFlag(json, "held", instance.held());
		DocumentJson.writeFlag(json, "unconfirmed", instance.unconfirmed());
		json.writeEndObject();
	}

	/** Of an id that the reader can derive, only what is appended to it. */
	private static void writeId(JsonGenerator json, Instance instance) throws IOException {
		String derived = DerivedInstanceId.of(instance);
		if (derived == null || !instance.id().startsWith(derived)) {
			json.writeStringField("id", instance.id());
		}
		else if (instance.id().length() > derived.length()) {
			json.writeStringField("idSuffix", instance.id().substring(derived.length()));
		}
	}

	private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
		if (!texts.isEmpty()) {
			json.writeArrayFieldStart(name);
			for (String text : texts) {
				json.writeString(text);
			}
			json.writeEndArray();
		}
	}

	static Instance read(JsonCursor cursor, String service) throws IOException {
		InstanceJson read = new InstanceJson(cursor);
		cursor.object(read::field);
		return read.instance(service);
	}

	private void field(String name) throws IOException {
		switch (name) {
			case "id" -> this.id = this.cursor.text();
			case "idSuffix" -> this.idSuffix = this.cursor.text();
			case "vmId" -> this.vmId = this.cursor.text();
			case "name" -> this.name = this.cursor.text();
			case "host" -> this.host = this.cursor.text();
			case "port" -> this.port = this.cursor.smallNumber();
			case "secure" -> this.secure = this.cursor.flag();
			case "addresses" -> this.cursor.object(this::address);
			case "zone" -> this.zone = this.cursor.textOrNull();
			case "region" -> this.region = this.cursor.textOrNull();
			case "scaleSet" -> this.scaleSet = this.cursor.textOrNull();
			case "resourceGroup" -> this.resourceGroup = this.cursor.textOrNull();
			case "metadata" -> this.metadata = metadata();
			case "platform" -> this.platform = platform(this.cursor.text());
			case "held" -> this.held = this.cursor.flag();
			case "unconfirmed" -> this.unconfirmed = this.cursor.flag();
			default -> this.cursor.skip();
		}
	}

	private void address(String kind) throws IOException {
		switch (kind) {
			case "private" -> this.privates = texts();
			case "public" -> this.publics = texts();
			default -> this.cursor.skip();
		}
	}

	private List<String> texts() throws IOException {
		List<String> texts = new ArrayList<>();
		this.cursor.array(() -> texts.add(this.cursor.text()));
		return texts;
	}

	private Map<String, String> metadata() throws IOException {
		Map<String, String> entries = new TreeMap<>();
		this.cursor.object((key) -> entries.put(this.cursor.shared(key), this.cursor.text()));
		return entries;
	}

	/** A status that a newer poller knows is not to take the instance out. */
	private static PlatformStatus platform(String text) {
		for (PlatformStatus status : PlatformStatus.values()) {
			if (status.name().equalsIgnoreCase(text)) {
				return status;
			}
		}
		return PlatformStatus.UNKNOWN;
	}

	private @Nullable String derivedId() {
		return DerivedInstanceId.of(this.name, this.scaleSet, this.resourceGroup, this.metadata);
	}

	private Instance instance(String service) throws IOException {
		String id = (this.id != null) ? this.id
				: DocumentJson.required(derivedId(), "id of an instance") + this.idSuffix;
		return Instance.of(id, service, DocumentJson.required(this.host, "host of an instance"), this.port)
			.vmId((this.vmId != null) ? this.vmId : id)
			.name((this.name != null) ? this.name : id)
			.secure(this.secure)
			.addresses(new VmAddresses(this.privates, this.publics))
			.zone(this.zone)
			.region(this.region)
			.scaleSet(this.scaleSet)
			.resourceGroup(this.resourceGroup)
			.metadata(this.metadata)
			.platform(this.platform)
			.held(this.held)
			.unconfirmed(this.unconfirmed)
			.build();
	}

}
