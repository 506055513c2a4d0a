package io.github.azurediscovery.fleet.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import org.jspecify.annotations.Nullable;

/** What both documents have in common: their format, and how they are written. */
final class DocumentJson {

	static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

	static final int FORMAT = 1;

	private DocumentJson() {
	}

	/** Write an object that begins with the format. */
	static byte[] write(FieldWriter fields) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
		try (JsonGenerator json = JSON.createGenerator(bytes)) {
			json.writeStartObject();
			json.writeNumberField("format", FORMAT);
			fields.write(json);
			json.writeEndObject();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("an array can be written to", ex);
		}
		return bytes.toByteArray();
	}

	static void writeText(JsonGenerator json, String name, @Nullable String value) throws IOException {
		if (value != null) {
			json.writeStringField(name, value);
		}
	}

	static void writeFlag(JsonGenerator json, String name, boolean value) throws IOException {
		if (value) {
			json.writeBooleanField(name, true);
		}
	}

	/** Check the format at the cursor, beside which the fields have another meaning. */
	static void checkFormat(JsonCursor cursor) throws IOException {
		long format = cursor.number();
		if (format != FORMAT) {
			throw new IOException("it has format " + format + ", and only " + FORMAT + " is known");
		}
	}

	static <T> T required(@Nullable T value, String name) throws IOException {
		if (value == null) {
			throw new IOException("it has no " + name);
		}
		return value;
	}

	@FunctionalInterface
	interface FieldWriter {

		void write(JsonGenerator json) throws IOException;

	}

}
