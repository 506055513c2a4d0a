package io.github.azurediscovery.fleet.store;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import org.jspecify.annotations.Nullable;

/** One rejection of a content. */
final class RejectionJson {

	private final JsonCursor cursor;

	private @Nullable String name;

	private @Nullable String service;

	private RejectionReason reason = RejectionReason.UNCONFIRMED;

	private String detail = "";

	private @Nullable String vm;

	private RejectionJson(JsonCursor cursor) {
		this.cursor = cursor;
	}

	static void write(JsonGenerator json, Rejection rejection) throws IOException {
		json.writeStartObject();
		json.writeStringField("name", rejection.name());
		DocumentJson.writeText(json, "service", rejection.service());
		json.writeStringField("reason", rejection.reason().code());
		json.writeStringField("detail", rejection.detail());
		DocumentJson.writeText(json, "vm", rejection.vm());
		json.writeEndObject();
	}

	static Rejection read(JsonCursor cursor) throws IOException {
		RejectionJson read = new RejectionJson(cursor);
		cursor.object(read::field);
		return new Rejection(DocumentJson.required(read.name, "name of a rejected item"), read.service, read.reason,
				read.detail, read.vm);
	}

	private void field(String name) throws IOException {
		switch (name) {
			case "name" -> this.name = this.cursor.text();
			case "service" -> this.service = this.cursor.textOrNull();
			case "reason" -> this.reason = reason(this.cursor.text());
			case "detail" -> this.detail = this.cursor.text();
			case "vm" -> this.vm = this.cursor.textOrNull();
			default -> this.cursor.skip();
		}
	}

	/** A reason that a newer poller knows proves nothing here. */
	private static RejectionReason reason(String code) {
		for (RejectionReason reason : RejectionReason.values()) {
			if (reason.code().equals(code)) {
				return reason;
			}
		}
		return RejectionReason.UNCONFIRMED;
	}

}
