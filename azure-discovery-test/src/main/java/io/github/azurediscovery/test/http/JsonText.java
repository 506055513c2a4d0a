package io.github.azurediscovery.test.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * JSON of maps, iterables, strings, numbers and booleans.
 */
public final class JsonText {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private JsonText() {
	}

	/**
	 * Return a JSON object with its fields in the given order; a field whose value is
	 * {@code null} is left out, as Azure does.
	 * @param namesAndValues name, value, name, value, …
	 * @return a mutable object
	 */
	public static Map<String, Object> object(@Nullable Object... namesAndValues) {
		Map<String, Object> object = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			Object value = namesAndValues[i + 1];
			if (value != null) {
				object.put(String.valueOf(namesAndValues[i]), value);
			}
		}
		return object;
	}

	/**
	 * Write a value.
	 * @param value the value
	 * @return its UTF-8 text
	 */
	public static byte[] write(Object value) {
		try {
			return MAPPER.writeValueAsBytes(value);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read an object.
	 * @param text its UTF-8 text
	 * @return the object, mutable
	 * @throws IOException if the text is not a JSON object
	 */
	public static Map<String, Object> read(byte[] text) throws IOException {
		Map<String, Object> object = MAPPER.readerForMapOf(Object.class).readValue(text);
		if (object == null) {
			throw new IOException("Not a JSON object");
		}
		return object;
	}

}
