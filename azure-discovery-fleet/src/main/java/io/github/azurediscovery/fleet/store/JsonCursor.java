package io.github.azurediscovery.fleet.store;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a JSON document once, from value to value. Equal texts are one string, as
 * ten thousand instances share a few zones and groups. Not thread-safe.
 */
final class JsonCursor implements AutoCloseable {

	private final JsonParser parser;

	private final Map<String, String> texts = new HashMap<>();

	private JsonCursor(JsonParser parser) {
		this.parser = parser;
	}

	static JsonCursor over(JsonFactory json, byte[] document) throws IOException {
		JsonCursor cursor = new JsonCursor(json.createParser(document));
		cursor.parser.nextToken();
		return cursor;
	}

	/** Read an object: the reader is called at each value, and reads or skips it. */
	void object(FieldReader fields) throws IOException {
		expect(JsonToken.START_OBJECT, "an object");
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			String name = this.parser.currentName();
			this.parser.nextToken();
			fields.read(name);
		}
	}

	/** Read an array: the reader is called at each item, and reads or skips it. */
	void array(ItemReader items) throws IOException {
		expect(JsonToken.START_ARRAY, "an array");
		while (this.parser.nextToken() != JsonToken.END_ARRAY) {
			items.read();
		}
	}

	String text() throws IOException {
		expect(JsonToken.VALUE_STRING, "a text");
		return shared(this.parser.getText());
	}

	@Nullable String textOrNull() throws IOException {
		return isNull() ? null : text();
	}

	boolean isNull() {
		return this.parser.hasToken(JsonToken.VALUE_NULL);
	}

	String shared(String text) {
		String same = this.texts.putIfAbsent(text, text);
		return (same != null) ? same : text;
	}

	long number() throws IOException {
		expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
		return this.parser.getLongValue();
	}

	int smallNumber() throws IOException {
		expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
		return this.parser.getIntValue();
	}

	boolean flag() throws IOException {
		if (!this.parser.hasToken(JsonToken.VALUE_TRUE)) {
			expect(JsonToken.VALUE_FALSE, "true or false");
			return false;
		}
		return true;
	}

	@Nullable Instant instantOrNull() throws IOException {
		String text = textOrNull();
		try {
			return (text != null) ? Instant.parse(text) : null;
		}
		catch (DateTimeException ex) {
			throw refused("an instant");
		}
	}

	Duration duration() throws IOException {
		try {
			return Duration.parse(text());
		}
		catch (DateTimeException ex) {
			throw refused("a duration");
		}
	}

	void skip() throws IOException {
		this.parser.skipChildren();
	}

	/** Check that nothing follows. */
	void end() throws IOException {
		if (this.parser.nextToken() != null) {
			throw refused("the end of the document");
		}
	}

	private void expect(JsonToken token, String words) throws IOException {
		if (!this.parser.hasToken(token)) {
			throw refused(words);
		}
	}

	/** The text itself is not repeated: it comes from outside. */
	private IOException refused(String words) {
		return new IOException("at " + this.parser.getParsingContext().pathAsPointer() + " there is not " + words);
	}

	@Override
	public void close() throws IOException {
		this.parser.close();
	}

	@FunctionalInterface
	interface FieldReader {

		void read(String name) throws IOException;

	}

	@FunctionalInterface
	interface ItemReader {

		void read() throws IOException;

	}

}
