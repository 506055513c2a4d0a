package io.github.azurediscovery.source;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.github.azurediscovery.catalog.Instance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as a JSON array: of texts {@code host:port}, or of objects with {@code host}
 * and, where they matter, {@code port}, {@code secure}, {@code zone} and
 * {@code metadata}.
 */
final class JsonAddresses {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	/** A line may start with the bracket of an IPv6 address as well. */
	private static final Pattern START = Pattern.compile("\\s*(\\{|\\[\\s*[\"{\\]])");

	private JsonAddresses() {
	}

	static boolean isJson(String text) {
		return START.matcher(text).lookingAt();
	}

	static void read(String text, String where, ServiceDefaults defaults, String source, AddressList list)
			throws SourceException {
		JsonNode array = parse(text, where);
		if (!array.isArray()) {
			throw SourceException.failed(SourceException.Reason.INVALID,
					where + " is JSON, but not an array of addresses", null, null, 0);
		}
		int number = 0;
		for (JsonNode item : array) {
			String label = "item " + ++number;
			if (item.isTextual()) {
				list.add(label, item.asText());
			}
			else {
				try {
					list.add(instance(item, defaults, source));
				}
				catch (IllegalArgumentException ex) {
					list.reject(label, String.valueOf(ex.getMessage()));
				}
			}
		}
	}

	private static JsonNode parse(String text, String where) throws SourceException {
		try {
			return MAPPER.readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw SourceException.failed(SourceException.Reason.INVALID,
					where + " is broken JSON at line " + ex.getLocation().getLineNr() + ": " + ex.getOriginalMessage(),
					ex, null, 0);
		}
	}

	private static Instance instance(JsonNode item, ServiceDefaults defaults, String source) {
		String host = item.path("host").asText("");
		if (host.isBlank()) {
			throw new IllegalArgumentException("it has no \"host\"");
		}
		Map<String, String> metadata = new TreeMap<>();
		item.path("metadata").properties().forEach((entry) -> metadata.put(entry.getKey(), entry.getValue().asText()));
		String bracketed = (host.indexOf(':') != -1 && !host.startsWith("[")) ? "[" + host + "]" : host;
		return HostAndPort.of(bracketed, port(item.path("port"), defaults.port()), host)
			.instance(defaults.service(), source)
			.secure(item.path("secure").asBoolean(defaults.secure()))
			.zone(item.path("zone").isTextual() ? item.path("zone").asText() : null)
			.metadata(metadata)
			.build();
	}

	private static @Nullable Integer port(JsonNode node, @Nullable Integer defaultPort) {
		if (node.isMissingNode() || node.isNull()) {
			return defaultPort;
		}
		if (!node.canConvertToInt()) {
			throw new IllegalArgumentException("\"port\" is " + node + " and not a number");
		}
		return node.asInt();
	}

}
