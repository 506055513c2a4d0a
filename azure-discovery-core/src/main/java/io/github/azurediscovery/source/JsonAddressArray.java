package io.github.azurediscovery.source;

import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.azurediscovery.catalog.RejectionReason;

/**
 * Addresses as a JSON array: of texts {@code host:port}, or of objects. Nothing may
 * follow the array, and a key may stand only once.
 */
final class JsonAddressArray {

	private static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

	/** A line may start with the bracket of an IPv6 address as well. */
	private static final Pattern START = Pattern.compile("\\s*(\\{|\\[\\s*[\"{\\]])");

	private JsonAddressArray() {
	}

	static boolean isJson(String text) {
		return START.matcher(text).lookingAt();
	}

	static void read(String text, String where, ServiceAddressDefaults defaults, String source,
			ServiceAddressCollector list) throws SourceException {
		JsonNode array = parse(text, where);
		if (!array.isArray()) {
			throw SourceException.builder(where + " is JSON, but not an array of addresses")
				.reason(SourceException.Reason.INVALID)
				.build();
		}
		int number = 0;
		for (JsonNode item : array) {
			String label = "item " + ++number;
			if (item.isTextual()) {
				list.add(label, item.asText());
			}
			else {
				try {
					list.add(new JsonAddressObject(item).instance(defaults, source));
				}
				catch (IllegalArgumentException ex) {
					list.reject(label, RejectionReason.INVALID_ADDRESS, String.valueOf(ex.getMessage()));
				}
			}
		}
	}

	private static JsonNode parse(String text, String where) throws SourceException {
		try {
			return MAPPER.readTree(text);
		}
		catch (JsonProcessingException ex) {
			String line = (ex.getLocation() != null) ? " at line " + ex.getLocation().getLineNr() : "";
			throw SourceException.builder(where + " is broken JSON" + line + ": " + ex.getOriginalMessage())
				.reason(SourceException.Reason.INVALID)
				.cause(ex)
				.build();
		}
	}

}
