package io.github.azurediscovery.source;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.azurediscovery.catalog.HostName;
import io.github.azurediscovery.catalog.Instance;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An address as a JSON object with {@code host} and, where they matter, {@code port},
 * {@code secure}, {@code zone} and {@code metadata}. A key that is none of these, or a
 * value of another type, is no small matter: it would silently have no effect.
 */
final class JsonAddressObject {

	private static final Set<String> KEYS = new TreeSet<>(Set.of("host", "port", "secure", "zone", "metadata"));

	private final JsonNode item;

	JsonAddressObject(JsonNode item) {
		this.item = item;
	}

	/**
	 * Read the instance at this address.
	 * @param defaults what the item does not say
	 * @param source the name of the source
	 * @return the instance
	 * @throws IllegalArgumentException if the item is no address; the message says why
	 */
	Instance instance(ServiceAddressDefaults defaults, String source) {
		if (!this.item.isObject()) {
			throw new IllegalArgumentException("it is " + this.item + ", and neither a text host:port nor an object");
		}
		this.item.fieldNames().forEachRemaining((key) -> {
			if (!KEYS.contains(key)) {
				throw new IllegalArgumentException(
						"it has the unknown key \"" + key + "\": known are " + String.join(", ", KEYS));
			}
		});
		String host = host();
		return HostAndPort.of(HostName.bracketed(host), port(defaults.port()), host)
			.instance(defaults.service(), source)
			.secure(secure(defaults.secure()))
			.zone(zone())
			.metadata(metadata())
			.build();
	}

	private String host() {
		JsonNode host = get("host");
		if (host == null) {
			throw new IllegalArgumentException("it has no \"host\"");
		}
		if (!host.isTextual() || host.asText().isBlank()) {
			throw wrong("host", host, "a host name or an address");
		}
		return host.asText().strip();
	}

	private @Nullable Integer port(@Nullable Integer defaultPort) {
		JsonNode port = get("port");
		if (port == null) {
			return defaultPort;
		}
		if (!port.isIntegralNumber() || !port.canConvertToInt()) {
			throw wrong("port", port, "a number");
		}
		return port.asInt();
	}

	private boolean secure(boolean defaultSecure) {
		JsonNode secure = get("secure");
		if (secure == null) {
			return defaultSecure;
		}
		Boolean flag = secure.isValueNode() ? BooleanFlagText.read(secure.asText()) : null;
		if (flag == null) {
			throw wrong("secure", secure, BooleanFlagText.CHOICES);
		}
		return flag;
	}

	private @Nullable String zone() {
		JsonNode zone = get("zone");
		if (zone == null) {
			return null;
		}
		if (!zone.isTextual() && !zone.isIntegralNumber()) {
			throw wrong("zone", zone, "a text or a number");
		}
		return zone.asText();
	}

	private Map<String, String> metadata() {
		Map<String, String> metadata = new TreeMap<>();
		JsonNode node = get("metadata");
		if (node == null) {
			return metadata;
		}
		if (!node.isObject()) {
			throw wrong("metadata", node, "an object");
		}
		node.properties().forEach((entry) -> {
			if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
				throw wrong("metadata." + entry.getKey(), entry.getValue(), "a text, a number or a boolean");
			}
			metadata.put(entry.getKey(), entry.getValue().asText());
		});
		return metadata;
	}

	/** What stands at a key; {@code null} stands for nothing. */
	private @Nullable JsonNode get(String key) {
		JsonNode node = this.item.get(key);
		return (node != null && !node.isNull()) ? node : null;
	}

	private static IllegalArgumentException wrong(String key, JsonNode node, String right) {
		return new IllegalArgumentException("\"" + key + "\" is " + node + " and not " + right);
	}

}
