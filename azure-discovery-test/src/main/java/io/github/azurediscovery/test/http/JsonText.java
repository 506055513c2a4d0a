package io.github.azurediscovery.test.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * JSON of maps, iterables, strings, numbers and booleans, written and read by the JSON
 * library of the Azure SDK.
 */
public final class JsonText {

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
		ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
		try (JsonWriter writer = JsonProviders.createWriter(out)) {
			writer.writeUntyped(value);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	/**
	 * Read an object.
	 * @param text its UTF-8 text
	 * @return the object, mutable
	 * @throws IOException if the text is not a JSON object
	 */
	@SuppressWarnings("unchecked") // a JSON object has text keys
	public static Map<String, Object> read(byte[] text) throws IOException {
		try (JsonReader reader = JsonProviders.createReader(text)) {
			if (reader.readUntyped() instanceof Map<?, ?> object) {
				return (Map<String, Object>) object;
			}
			throw new IOException("Not a JSON object");
		}
		catch (IllegalStateException ex) {
			throw new IOException("Not JSON", ex);
		}
	}

}
