package io.github.azurediscovery.test.blob;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import io.github.azurediscovery.test.arm.TokenSubject;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.BlobErrorAnswer;
import io.github.azurediscovery.test.http.HttpAnswer;
import io.github.azurediscovery.test.http.IncomingRequest;
import io.github.azurediscovery.test.http.MessageBody;
import io.github.azurediscovery.test.http.SimulatedEndpoint;
import org.jspecify.annotations.Nullable;

/** Answers the requests to the simulated store. Thread-safe. */
final class BlobEndpoint implements SimulatedEndpoint {

	private final String account;

	private final InstantSource time;

	private final Map<String, TreeMap<String, StoredBlob>> containers = new TreeMap<>();

	private final Map<String, BlobRole> roles = new ConcurrentHashMap<>();

	private long writes;

	BlobEndpoint(String account, InstantSource time) {
		this.account = account;
		this.time = time;
	}

	synchronized void container(String name) {
		this.containers.computeIfAbsent(name, (container) -> new TreeMap<>());
	}

	void role(String subject, BlobRole role) {
		this.roles.put(subject, role);
	}

	@Override
	public AzureOperation operationOf(IncomingRequest request) {
		Map<String, String> query = request.query();
		int depth = request.segments().size();
		String operation = request.method() + " " + query.getOrDefault("comp", "");
		if (depth == 2) {
			return operation.equals("GET list") ? AzureOperation.BLOB_LIST : AzureOperation.BLOB_OTHER;
		}
		return (depth < 3) ? AzureOperation.BLOB_OTHER : switch (operation) {
			case "GET " -> AzureOperation.BLOB_GET;
			case "PUT " -> AzureOperation.BLOB_PUT;
			case "DELETE " -> AzureOperation.BLOB_DELETE;
			case "PUT lease" -> AzureOperation.BLOB_LEASE;
			default -> AzureOperation.BLOB_OTHER;
		};
	}

	@Override
	public HttpAnswer answer(IncomingRequest request) {
		Instant now = this.time.instant();
		return withCommonHeaders(request, answer(request, now), now);
	}

	private HttpAnswer answer(IncomingRequest request, Instant now) {
		try {
			HttpAnswer refusal = refusal(request);
			return (refusal != null) ? refusal : answerAllowed(request, now);
		}
		catch (BlobRefusalException ex) {
			return ex.answer();
		}
	}

	private @Nullable HttpAnswer refusal(IncomingRequest request) {
		if (this.roles.isEmpty()) {
			return null;
		}
		TokenSubject subject = TokenSubject.of(request);
		if (subject.name().equals(TokenSubject.ANONYMOUS)) {
			return BlobErrorAnswer.of(401);
		}
		BlobRole role = this.roles.getOrDefault(subject.name(), BlobRole.NONE);
		boolean reads = request.operation() == AzureOperation.BLOB_GET
				|| request.operation() == AzureOperation.BLOB_LIST;
		return (role == BlobRole.CONTRIBUTOR || (role == BlobRole.READER && reads)) ? null : BlobErrorAnswer.of(403);
	}

	private synchronized HttpAnswer answerAllowed(IncomingRequest request, Instant now) {
		List<String> path = request.segments();
		if (request.header("x-ms-version") == null) {
			throw new BlobRefusalException(400, "MissingRequiredHeader", "x-ms-version is missing.");
		}
		if (path.isEmpty() || !path.get(0).equals(this.account)) {
			throw new BlobRefusalException(400, "InvalidUri", "The account is not the one of this store.");
		}
		TreeMap<String, StoredBlob> blobs = (path.size() > 1) ? this.containers.get(path.get(1)) : null;
		if (blobs == null) {
			throw new BlobRefusalException(404, "ContainerNotFound", "The specified container does not exist.");
		}
		String name = String.join("/", path.subList(2, path.size()));
		return switch (request.operation()) {
			case BLOB_GET -> get(request, found(blobs, name), now);
			case BLOB_PUT -> put(request, blobs, name, now);
			case BLOB_DELETE -> delete(request, blobs, name, now);
			case BLOB_LEASE -> lease(request, found(blobs, name), now);
			case BLOB_LIST -> BlobListing.page(blobs, request.query(), now);
			default -> throw new BlobRefusalException(501, "NotImplemented",
					"The simulated store does not know this request.");
		};
	}

	private static StoredBlob found(Map<String, StoredBlob> blobs, String name) {
		StoredBlob blob = blobs.get(name);
		if (blob == null) {
			throw BlobRefusalException.noBlob();
		}
		return blob;
	}

	private static HttpAnswer get(IncomingRequest request, StoredBlob blob, Instant now) {
		String known = request.header("if-none-match");
		if (known != null && blob.matches(known)) {
			return described(blob, HttpAnswer.text(304, "application/xml", ""));
		}
		blob.checkCondition(request.header("if-match"));
		String state = blob.lease().state(now);
		HttpAnswer answer = described(blob, HttpAnswer.bytes(200, blob.contentType(), blob.body()))
			.header("x-ms-blob-type", "BlockBlob")
			.header("x-ms-lease-state", state)
			.header("x-ms-lease-status", BlobListing.status(state))
			.header("Accept-Ranges", "bytes");
		return state.equals("leased")
				? answer.header("x-ms-lease-duration", blob.lease().isInfinite() ? "infinite" : "fixed") : answer;
	}

	private HttpAnswer put(IncomingRequest request, Map<String, StoredBlob> blobs, String name, Instant now) {
		if (!"BlockBlob".equals(request.header("x-ms-blob-type"))) {
			throw BlobRefusalException.invalidHeader("x-ms-blob-type");
		}
		if (request.header("content-length") == null) {
			throw new BlobRefusalException(411, "MissingContentLengthHeader", "Content-Length was not specified.");
		}
		String lease = request.header("x-ms-lease-id");
		StoredBlob blob = blobs.get(name);
		if (blob == null && (lease != null || request.header("if-match") != null)) {
			throw (lease != null)
					? new BlobRefusalException(412, "LeaseNotPresentWithBlobOperation",
							"There is currently no lease on the blob.")
					: new BlobRefusalException(412, "ConditionNotMet", "The condition is not met.");
		}
		String type = request.headers().getOrDefault("x-ms-blob-content-type", "application/octet-stream");
		String etag = nextEtag();
		if (blob == null) {
			blob = new StoredBlob(request.body(), type, etag, now);
			blobs.put(name, blob);
		}
		else {
			if ("*".equals(request.header("if-none-match"))) {
				throw new BlobRefusalException(409, "BlobAlreadyExists", "The specified blob already exists.");
			}
			blob.checkCondition(request.header("if-match"));
			blob.lease().checkWrite(lease, now);
			blob.write(request.body(), type, etag, now);
		}
		return described(blob, HttpAnswer.text(201, "application/xml", "")).header("x-ms-request-server-encrypted",
				"true");
	}

	private static HttpAnswer delete(IncomingRequest request, Map<String, StoredBlob> blobs, String name, Instant now) {
		StoredBlob blob = found(blobs, name);
		blob.checkCondition(request.header("if-match"));
		blob.lease().checkWrite(request.header("x-ms-lease-id"), now);
		blobs.remove(name);
		return HttpAnswer.text(202, "application/xml", "");
	}

	private static HttpAnswer lease(IncomingRequest request, StoredBlob blob, Instant now) {
		String id = request.header("x-ms-lease-id");
		HttpAnswer answer = HttpAnswer.text(200, "application/xml", "");
		switch (request.headers().getOrDefault("x-ms-lease-action", "")) {
			case "acquire" -> {
				String proposed = request.headers()
					.getOrDefault("x-ms-proposed-lease-id", UUID.randomUUID().toString());
				answer = HttpAnswer.text(201, "application/xml", "")
					.header("x-ms-lease-id", blob.lease().acquire(proposed, duration(request), now));
			}
			case "renew" -> {
				blob.lease().renew(id, now);
				answer = answer.header("x-ms-lease-id", String.valueOf(id));
			}
			case "release" -> blob.lease().release(id);
			case "break" -> answer = HttpAnswer.text(202, "application/xml", "")
				.header("x-ms-lease-time", String.valueOf(blob.lease().end(period(request), now).toSeconds()));
			default -> throw BlobRefusalException.invalidHeader("x-ms-lease-action");
		}
		return described(blob, answer);
	}

	private static @Nullable Duration duration(IncomingRequest request) {
		int seconds = number(request, "x-ms-lease-duration");
		if (seconds != -1 && (seconds < 15 || seconds > 60)) {
			throw BlobRefusalException.invalidHeader("x-ms-lease-duration");
		}
		return (seconds == -1) ? null : Duration.ofSeconds(seconds);
	}

	private static @Nullable Duration period(IncomingRequest request) {
		return (request.header("x-ms-lease-break-period") == null) ? null
				: Duration.ofSeconds(number(request, "x-ms-lease-break-period"));
	}

	private static int number(IncomingRequest request, String header) {
		String value = request.headers().getOrDefault(header, "");
		if (!value.matches("-?\\d{1,6}")) {
			throw BlobRefusalException.invalidHeader(header);
		}
		return Integer.parseInt(value);
	}

	private static HttpAnswer described(StoredBlob blob, HttpAnswer answer) {
		return answer.header("ETag", "\"" + blob.etag() + "\"")
			.header("Last-Modified", BlobListing.DATE.format(blob.lastModified()));
	}

	private static HttpAnswer withCommonHeaders(IncomingRequest request, HttpAnswer answer, Instant now) {
		HttpAnswer common = answer.header("Date", BlobListing.DATE.format(now))
			.header("Server", "Simulated-Blob/1.0")
			.header("x-ms-version", request.headers().getOrDefault("x-ms-version", "2009-09-19"))
			.header("x-ms-request-id", UUID.randomUUID().toString());
		String id = request.header("x-ms-client-request-id");
		return (id != null) ? common.header("x-ms-client-request-id", id) : common;
	}

	private String nextEtag() {
		return "0x" + Long.toHexString(0x8DE000000000000L + ++this.writes).toUpperCase(Locale.ROOT);
	}

	synchronized void write(String container, String name, byte[] bytes) {
		MessageBody body = new MessageBody(bytes.clone());
		Instant now = this.time.instant();
		this.containers.computeIfAbsent(container, (missing) -> new TreeMap<>()).compute(name, (same, blob) -> {
			if (blob == null) {
				return new StoredBlob(body, "application/octet-stream", nextEtag(), now);
			}
			blob.write(body, blob.contentType(), nextEtag(), now);
			return blob;
		});
	}

	synchronized void clear() {
		this.containers.values().forEach(TreeMap::clear);
		this.roles.clear();
	}

	/** Return the bytes of a blob, {@code null} if it is not there. */
	synchronized byte @Nullable [] read(String container, String name) {
		StoredBlob blob = this.containers.getOrDefault(container, new TreeMap<>()).get(name);
		return (blob != null) ? blob.body().plain().clone() : null;
	}

}
