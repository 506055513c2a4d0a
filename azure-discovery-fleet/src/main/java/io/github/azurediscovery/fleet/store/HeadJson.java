package io.github.azurediscovery.fleet.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import org.jspecify.annotations.Nullable;

/** The head as JSON. Fields that are not known are ignored. */
final class HeadJson {

	private HeadJson() {
	}

	static byte[] write(FleetHead head) {
		return DocumentJson.write((json) -> {
			json.writeNumberField("term", head.term());
			json.writeNumberField("seq", head.seq());
			json.writeStringField("poller", head.poller());
			json.writeStringField("version", head.version());
			json.writeStringField("fingerprint", head.fingerprint());
			json.writeStringField("interval", head.interval().toString());
			json.writeStringField("written", head.written().toString());
			writeInstant(json, "asOf", head.asOf());
			json.writeStringField("error", head.error());
			json.writeBooleanField("resigned", head.resigned());
			json.writeFieldName("content");
			writeContent(json, head.content());
			json.writeArrayFieldStart("sources");
			for (HeadSource source : head.sources()) {
				json.writeStartObject();
				json.writeStringField("name", source.name());
				writeInstant(json, "asOf", source.asOf());
				json.writeStringField("error", source.error());
				json.writeEndObject();
			}
			json.writeEndArray();
		});
	}

	private static void writeInstant(JsonGenerator json, String name, @Nullable Instant instant) throws IOException {
		json.writeStringField(name, (instant != null) ? instant.toString() : null);
	}

	private static void writeContent(JsonGenerator json, @Nullable FleetContentReference content) throws IOException {
		if (content == null) {
			json.writeNull();
			return;
		}
		json.writeStartObject();
		json.writeStringField("name", content.name());
		json.writeStringField("sha256", content.sha256());
		json.writeNumberField("bytes", content.bytes());
		json.writeNumberField("instances", content.instances());
		json.writeEndObject();
	}

	static FleetHead read(byte[] document) throws IOException {
		try (JsonCursor cursor = JsonCursor.over(DocumentJson.JSON, document)) {
			FleetHead head = new HeadReader(cursor).read();
			cursor.end();
			return head;
		}
	}

	private static final class HeadReader {

		private final JsonCursor cursor;

		private boolean formatted;

		private @Nullable Long term;

		private @Nullable Long seq;

		private @Nullable String poller;

		private String version = "";

		private String fingerprint = "";

		private Duration interval = Duration.ZERO;

		private @Nullable Instant written;

		private @Nullable Instant asOf;

		private @Nullable String error;

		private boolean resigned;

		private @Nullable FleetContentReference content;

		private final List<HeadSource> sources = new ArrayList<>();

		private HeadReader(JsonCursor cursor) {
			this.cursor = cursor;
		}

		private FleetHead read() throws IOException {
			this.cursor.object(this::field);
			DocumentJson.required(this.formatted ? true : null, "format");
			return new FleetHead(DocumentJson.required(this.term, "term"), DocumentJson.required(this.seq, "seq"),
					DocumentJson.required(this.poller, "poller"), this.version, this.fingerprint, this.interval,
					DocumentJson.required(this.written, "written"), this.asOf, this.error, this.resigned, this.content,
					this.sources);
		}

		private void field(String name) throws IOException {
			switch (name) {
				case "format" -> {
					DocumentJson.checkFormat(this.cursor);
					this.formatted = true;
				}
				case "term" -> this.term = this.cursor.number();
				case "seq" -> this.seq = this.cursor.number();
				case "poller" -> this.poller = this.cursor.text();
				case "version" -> this.version = this.cursor.text();
				case "fingerprint" -> this.fingerprint = this.cursor.text();
				case "interval" -> this.interval = this.cursor.duration();
				case "written" -> this.written = this.cursor.instantOrNull();
				case "asOf" -> this.asOf = this.cursor.instantOrNull();
				case "error" -> this.error = this.cursor.textOrNull();
				case "resigned" -> this.resigned = this.cursor.flag();
				case "content" -> this.content = new ReferenceReader(this.cursor).readOrNull();
				case "sources" -> this.cursor.array(() -> this.sources.add(new SourceReader(this.cursor).read()));
				default -> this.cursor.skip();
			}
		}

	}

	private static final class ReferenceReader {

		private final JsonCursor cursor;

		private @Nullable String name;

		private @Nullable String sha256;

		private long bytes;

		private int instances;

		private ReferenceReader(JsonCursor cursor) {
			this.cursor = cursor;
		}

		private @Nullable FleetContentReference readOrNull() throws IOException {
			if (this.cursor.isNull()) {
				return null;
			}
			this.cursor.object(this::field);
			FleetContentReference reference = reference(DocumentJson.required(this.sha256, "hash of the content"));
			if (this.name != null && !this.name.equals(reference.name())) {
				throw new IOException("the name of the content is not the one of its hash");
			}
			return reference;
		}

		private FleetContentReference reference(String hash) throws IOException {
			try {
				return new FleetContentReference(hash, this.bytes, this.instances);
			}
			catch (IllegalArgumentException ex) {
				throw new IOException(ex.getMessage(), ex);
			}
		}

		private void field(String name) throws IOException {
			switch (name) {
				case "name" -> this.name = this.cursor.text();
				case "sha256" -> this.sha256 = this.cursor.text();
				case "bytes" -> this.bytes = this.cursor.number();
				case "instances" -> this.instances = this.cursor.smallNumber();
				default -> this.cursor.skip();
			}
		}

	}

	private static final class SourceReader {

		private final JsonCursor cursor;

		private @Nullable String name;

		private @Nullable Instant asOf;

		private @Nullable String error;

		private SourceReader(JsonCursor cursor) {
			this.cursor = cursor;
		}

		private HeadSource read() throws IOException {
			this.cursor.object(this::field);
			return new HeadSource(DocumentJson.required(this.name, "name of a source"), this.asOf, this.error);
		}

		private void field(String name) throws IOException {
			switch (name) {
				case "name" -> this.name = this.cursor.text();
				case "asOf" -> this.asOf = this.cursor.instantOrNull();
				case "error" -> this.error = this.cursor.textOrNull();
				default -> this.cursor.skip();
			}
		}

	}

}
