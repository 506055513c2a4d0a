package io.github.azurediscovery.test.blob;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

import io.github.azurediscovery.test.http.HttpAnswer;
import io.github.azurediscovery.test.http.MessageBody;

/** A page of the blobs of a container, as XML. */
final class BlobListing {

	static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private BlobListing() {
	}

	/**
	 * Make a page.
	 * @param blobs all blobs of the container
	 * @param query prefix, marker and size
	 * @param now the time
	 */
	static HttpAnswer page(SortedMap<String, StoredBlob> blobs, Map<String, String> query, Instant now) {
		String prefix = query.getOrDefault("prefix", "");
		String marker = query.getOrDefault("marker", "");
		int left = Integer.parseInt(query.getOrDefault("maxresults", "5000"));
		StringBuilder xml = new StringBuilder(
				"\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>");
		String next = "";
		for (Map.Entry<String, StoredBlob> blob : blobs.tailMap(marker).entrySet()) {
			if (blob.getKey().startsWith(prefix)) {
				if (left-- == 0) {
					next = blob.getKey();
					break;
				}
				append(xml, blob.getKey(), blob.getValue(), now);
			}
		}
		xml.append("</Blobs><NextMarker>").append(escaped(next)).append("</NextMarker></EnumerationResults>");
		return HttpAnswer.bytes(200, "application/xml",
				new MessageBody(xml.toString().getBytes(StandardCharsets.UTF_8)));
	}

	private static void append(StringBuilder xml, String name, StoredBlob blob, Instant now) {
		String state = blob.lease().state(now);
		xml.append("<Blob><Name>")
			.append(escaped(name))
			.append("</Name><Properties><Last-Modified>")
			.append(DATE.format(blob.lastModified()))
			.append("</Last-Modified><Etag>")
			.append(blob.etag())
			.append("</Etag><Content-Length>")
			.append(blob.body().plain().length)
			.append("</Content-Length><Content-Type>")
			.append(escaped(blob.contentType()))
			.append("</Content-Type><BlobType>BlockBlob</BlobType><LeaseStatus>")
			.append(status(state))
			.append("</LeaseStatus><LeaseState>")
			.append(state)
			.append("</LeaseState></Properties></Blob>");
	}

	static String status(String state) {
		return (state.equals("leased") || state.equals("breaking")) ? "locked" : "unlocked";
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

}
