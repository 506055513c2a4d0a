package io.github.azurediscovery.test.blob;

import java.time.Instant;

import io.github.azurediscovery.test.http.MessageBody;
import org.jspecify.annotations.Nullable;

/** One blob. */
final class StoredBlob {

	private final SimulatedLease lease = new SimulatedLease();

	private MessageBody body;

	private String contentType;

	private String etag;

	private Instant lastModified;

	StoredBlob(MessageBody body, String contentType, String etag, Instant lastModified) {
		this.body = body;
		this.contentType = contentType;
		this.etag = etag;
		this.lastModified = lastModified;
	}

	void write(MessageBody body, String contentType, String etag, Instant now) {
		this.body = body;
		this.contentType = contentType;
		this.etag = etag;
		this.lastModified = now;
		this.lease.written(now);
	}

	void checkCondition(@Nullable String ifMatch) {
		if (ifMatch != null && !ifMatch.equals("*") && !matches(ifMatch)) {
			throw new BlobRefusalException(412, "ConditionNotMet",
					"The condition specified using HTTP conditional header(s) is not met.");
		}
	}

	/** Quotes are not needed: lists have none. */
	boolean matches(String etag) {
		return etag.replace("\"", "").equals(this.etag);
	}

	SimulatedLease lease() {
		return this.lease;
	}

	MessageBody body() {
		return this.body;
	}

	String contentType() {
		return this.contentType;
	}

	/** Return the ETag without quotes. */
	String etag() {
		return this.etag;
	}

	Instant lastModified() {
		return this.lastModified;
	}

}
