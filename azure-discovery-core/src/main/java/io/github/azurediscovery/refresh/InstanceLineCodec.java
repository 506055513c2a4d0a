package io.github.azurediscovery.refresh;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.VmAddresses;
import org.jspecify.annotations.Nullable;

/** An instance on one line: {@code name=value&name=value}, percent-encoded. */
final class InstanceLineCodec {

	private static final String METADATA = "metadata.";

	private InstanceLineCodec() {
	}

	static String write(Instance instance) {
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put("service", instance.service());
		fields.put("id", instance.id());
		fields.put("host", instance.host());
		fields.put("port", String.valueOf(instance.port()));
		fields.put("vm-id", instance.vmId());
		fields.put("name", instance.name());
		fields.put("secure", String.valueOf(instance.secure()));
		fields.put("private", String.join(",", instance.addresses().privates()));
		fields.put("public", String.join(",", instance.addresses().publics()));
		put(fields, "zone", instance.zone());
		put(fields, "region", instance.region());
		put(fields, "scale-set", instance.scaleSet());
		put(fields, "resource-group", instance.resourceGroup());
		fields.put("source", instance.source());
		instance.metadata().forEach((key, value) -> fields.put(METADATA + key, value));
		return fields.entrySet()
			.stream()
			.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
	}

	static Instance read(String line) {
		Map<String, String> fields = new LinkedHashMap<>();
		Map<String, String> metadata = new LinkedHashMap<>();
		for (String field : line.split("&", -1)) {
			int at = field.indexOf('=');
			if (at < 1) {
				throw new IllegalArgumentException("a line is not of the form name=value&…");
			}
			String name = decode(field.substring(0, at));
			String value = decode(field.substring(at + 1));
			if (name.startsWith(METADATA)) {
				metadata.put(name.substring(METADATA.length()), value);
			}
			else {
				fields.put(name, value);
			}
		}
		return Instance
			.of(need(fields, "id"), need(fields, "service"), need(fields, "host"),
					Integer.parseInt(need(fields, "port")))
			.vmId(need(fields, "vm-id"))
			.name(need(fields, "name"))
			.secure(Boolean.parseBoolean(fields.get("secure")))
			.addresses(new VmAddresses(list(fields.get("private")), list(fields.get("public"))))
			.zone(fields.get("zone"))
			.region(fields.get("region"))
			.scaleSet(fields.get("scale-set"))
			.resourceGroup(fields.get("resource-group"))
			.source(need(fields, "source"))
			.metadata(metadata)
			.build();
	}

	private static void put(Map<String, String> fields, String name, @Nullable String value) {
		if (value != null) {
			fields.put(name, value);
		}
	}

	private static String need(Map<String, String> fields, String name) {
		String value = fields.get(name);
		if (value == null || value.isEmpty()) {
			throw new IllegalArgumentException("an instance has no " + name);
		}
		return value;
	}

	private static List<String> list(@Nullable String joined) {
		return (joined == null || joined.isEmpty()) ? List.of() : List.of(joined.split(","));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

}
