package io.github.azurediscovery.fleet.store;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the Blob service answers, request by request, in the dialect that the SDK speaks.
 * The simulated store and Azurite pass the same tests, so that the simulated one is never
 * kinder.
 */
public abstract class BlobServiceContract {

	private static final String VERSION = "2025-11-05";

	private static final String A = UUID.randomUUID().toString();

	private static final String B = UUID.randomUUID().toString();

	private final String blob = "b-" + UUID.randomUUID();

	/** Return what sends requests with rights to read and write. */
	protected abstract HttpPipeline pipeline();

	/** Return the URL of a container that exists. */
	protected abstract String container();

	/** Let time pass. */
	protected abstract void pass(Duration time) throws InterruptedException;

	@BeforeEach
	void write() {
		assertThat(put(this.blob, "first")).isEqualTo("201");
	}

	@Test
	void aLeaseThatIsHeldIsNotAcquiredByAnother() {
		assertThat(acquire(A)).isEqualTo("201");
		assertThat(acquire(B)).isEqualTo("409 LeaseAlreadyPresent");
	}

	@Test
	void aLeaseIsAcquiredAgainByTheSameId() {
		acquire(A);
		assertThat(acquire(A)).isEqualTo("201");
	}

	@Test
	void aWriteNeedsTheIdOfTheLease() {
		acquire(A);
		assertThat(put(this.blob, "x")).isEqualTo("412 LeaseIdMissing");
		assertThat(put(this.blob, "x", "x-ms-lease-id", B)).isEqualTo("412 LeaseIdMismatchWithBlobOperation");
		assertThat(put(this.blob, "x", "x-ms-lease-id", A)).isEqualTo("201");
		assertThat(body(get())).isEqualTo("x");
		assertThat(state()).isEqualTo("leased");
	}

	@Test
	void aWriteIsRefusedWhereTheEtagIsAnother() {
		String etag = etag();
		put(this.blob, "second");
		assertThat(put(this.blob, "x", "If-Match", etag)).isEqualTo("412 ConditionNotMet");
		assertThat(put(this.blob, "third", "If-Match", etag())).isEqualTo("201");
	}

	@Test
	void aLeaseThatRanOutDoesNotAllowAWriteAndIsRenewed() throws InterruptedException {
		acquire(A);
		pass(Duration.ofSeconds(16));
		assertThat(state()).isEqualTo("expired");
		assertThat(put(this.blob, "x", "x-ms-lease-id", A)).isEqualTo("412 LeaseNotPresentWithBlobOperation");
		assertThat(lease("renew", "x-ms-lease-id", A)).isEqualTo("200");
		assertThat(state()).isEqualTo("leased");
		assertThat(put(this.blob, "x", "x-ms-lease-id", A)).isEqualTo("201");
	}

	@Test
	void aLeaseThatAnotherTookIsLost() throws InterruptedException {
		acquire(A);
		pass(Duration.ofSeconds(16));
		assertThat(acquire(B)).isEqualTo("201");
		assertThat(put(this.blob, "x", "x-ms-lease-id", A)).isEqualTo("412 LeaseIdMismatchWithBlobOperation");
		assertThat(lease("renew", "x-ms-lease-id", A)).isEqualTo("409 LeaseIdMismatchWithLeaseOperation");
		assertThat(lease("release", "x-ms-lease-id", A)).isEqualTo("409 LeaseIdMismatchWithLeaseOperation");
		assertThat(body(get())).isEqualTo("first");
	}

	@Test
	void aLeaseThatRanOutIsForgottenByAWriteOfAnyone() throws InterruptedException {
		acquire(A);
		pass(Duration.ofSeconds(16));
		assertThat(put(this.blob, "x")).isEqualTo("201");
		assertThat(state()).isEqualTo("available");
		assertThat(lease("renew", "x-ms-lease-id", A)).startsWith("409 ");
	}

	@Test
	void aReleasedLeaseAllowsNoWriteWithItsId() {
		acquire(A);
		assertThat(lease("release", "x-ms-lease-id", A)).isEqualTo("200");
		assertThat(state()).isEqualTo("available");
		assertThat(put(this.blob, "x", "x-ms-lease-id", A)).isEqualTo("412 LeaseNotPresentWithBlobOperation");
		assertThat(lease("renew", "x-ms-lease-id", A)).startsWith("409 ");
		assertThat(lease("release", "x-ms-lease-id", A)).startsWith("409 ");
		assertThat(acquire(B)).isEqualTo("201");
	}

	@Test
	void aBrokenLeaseAllowsNoWriteWithItsId() {
		acquire(A);
		assertThat(lease("break", "x-ms-lease-break-period", "0")).isEqualTo("202");
		assertThat(state()).isEqualTo("broken");
		assertThat(put(this.blob, "x", "x-ms-lease-id", A)).isEqualTo("412 LeaseNotPresentWithBlobOperation");
		assertThat(lease("renew", "x-ms-lease-id", A)).isEqualTo("409 LeaseIsBrokenAndCannotBeRenewed");
		assertThat(acquire(B)).isEqualTo("201");
		assertThat(state()).isEqualTo("leased");
	}

	@Test
	void aLeaseThatIsBreakingStillHolds() {
		acquire(A);
		assertThat(lease("break", "x-ms-lease-break-period", "10")).isEqualTo("202");
		assertThat(state()).isEqualTo("breaking");
		assertThat(acquire(B)).isEqualTo("409 LeaseAlreadyPresent");
		assertThat(put(this.blob, "x")).isEqualTo("412 LeaseIdMissing");
		assertThat(put(this.blob, "x", "x-ms-lease-id", A)).isEqualTo("201");
		assertThat(lease("renew", "x-ms-lease-id", A)).isEqualTo("409 LeaseIsBrokenAndCannotBeRenewed");
	}

	@Test
	void withoutALeaseAnyoneWithRightsMayWrite() {
		assertThat(put(this.blob, "x")).isEqualTo("201");
		assertThat(put(this.blob, "x", "x-ms-lease-id", A)).isEqualTo("412 LeaseNotPresentWithBlobOperation");
	}

	@Test
	void aLeaseIsRenewedByItsHolderOnly() {
		assertThat(lease("renew", "x-ms-lease-id", A)).startsWith("409 ");
		acquire(A);
		assertThat(lease("renew", "x-ms-lease-id", B)).isEqualTo("409 LeaseIdMismatchWithLeaseOperation");
		assertThat(lease("release", "x-ms-lease-id", B)).isEqualTo("409 LeaseIdMismatchWithLeaseOperation");
		assertThat(lease("renew", "x-ms-lease-id", A)).isEqualTo("200");
	}

	@Test
	void aRenewalHoldsForTheDurationOfTheAcquisition() throws InterruptedException {
		acquire(A);
		pass(Duration.ofSeconds(10));
		assertThat(lease("renew", "x-ms-lease-id", A)).isEqualTo("200");
		pass(Duration.ofSeconds(10));
		assertThat(state()).isEqualTo("leased");
		pass(Duration.ofSeconds(6));
		assertThat(state()).isEqualTo("expired");
	}

	@ParameterizedTest
	@ValueSource(strings = { "14", "61", "0", "x" })
	void aLeaseLastsFrom15To60Seconds(String seconds) {
		assertThat(lease("acquire", "x-ms-lease-duration", seconds, "x-ms-proposed-lease-id", A)).startsWith("400");
		assertThat(state()).isEqualTo("available");
	}

	@Test
	void leasesChangeNeitherEtagNorDate() {
		HttpResponse before = get();
		acquire(A);
		lease("renew", "x-ms-lease-id", A);
		HttpResponse after = get();
		assertThat(header(after, "ETag")).isEqualTo(header(before, "ETag"));
		assertThat(header(after, "Last-Modified")).isEqualTo(header(before, "Last-Modified"));
	}

	@Test
	void aReadTellsLeaseEtagAndDates() {
		acquire(A);
		HttpResponse response = get();
		assertThat(response.getStatusCode()).isEqualTo(200);
		assertThat(header(response, "x-ms-lease-state")).isEqualTo("leased");
		assertThat(header(response, "x-ms-lease-status")).isEqualTo("locked");
		assertThat(header(response, "x-ms-blob-type")).isEqualTo("BlockBlob");
		assertThat(header(response, "Content-Length")).isEqualTo("5");
		assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
		assertThat(header(response, "ETag")).matches("\"0x[0-9A-F]+\"");
		Instant modified = date(header(response, "Last-Modified"));
		assertThat(date(header(response, "Date"))).isBetween(modified, modified.plusSeconds(10));
		assertThat(header(response, "x-ms-version")).isNotNull();
		assertThat(header(response, "x-ms-request-id")).isNotNull();
	}

	@Test
	void aReadOfWhatIsKnownIs304WithoutTheLease() {
		acquire(A);
		HttpResponse response = send(HttpMethod.GET, url(this.blob), "", "If-None-Match", etag());
		assertThat(response.getStatusCode()).isEqualTo(304);
		assertThat(header(response, "x-ms-lease-state")).isNull();
	}

	@Test
	void aWriteChangesTheEtag() {
		String before = etag();
		put(this.blob, "first");
		assertThat(etag()).isNotEqualTo(before);
	}

	@Test
	void theFirstWriteMayBeConditional() {
		assertThat(put(this.blob + "-new", "x", "If-None-Match", "*")).isEqualTo("201");
		assertThat(put(this.blob + "-new", "x", "If-None-Match", "*")).isEqualTo("409 BlobAlreadyExists");
	}

	@Test
	void aConditionalFirstWriteIsRefusedUnderALease() {
		acquire(A);
		assertThat(put(this.blob, "x", "If-None-Match", "*")).isIn("409 BlobAlreadyExists", "412 LeaseIdMissing");
		assertThat(body(get())).isEqualTo("first");
	}

	@Test
	void aContentTypeIsKept() {
		put(this.blob, "x", "x-ms-blob-content-type", "application/gzip");
		assertThat(header(get(), "Content-Type")).isEqualTo("application/gzip");
	}

	@Test
	void whatIsNotThereIs404() {
		String missing = this.container().replaceFirst("[^/]+$", "no-such-container");
		assertThat(text(send(HttpMethod.GET, url("missing"), ""))).isEqualTo("404 BlobNotFound");
		assertThat(text(send(HttpMethod.GET, missing + "/x", ""))).isEqualTo("404 ContainerNotFound");
		assertThat(text(send(HttpMethod.PUT, missing + "/x", "x", "x-ms-blob-type", "BlockBlob")))
			.isEqualTo("404 ContainerNotFound");
		assertThat(text(send(HttpMethod.GET, missing + "?restype=container&comp=list", "")))
			.isEqualTo("404 ContainerNotFound");
		assertThat(leaseAt(url("missing"), "acquire", "x-ms-lease-duration", "15")).isEqualTo("404 BlobNotFound");
		assertThat(leaseAt(url("missing"), "renew", "x-ms-lease-id", A)).isEqualTo("404 BlobNotFound");
		assertThat(text(send(HttpMethod.DELETE, url("missing"), ""))).isEqualTo("404 BlobNotFound");
	}

	/** Azurite creates the blob, which is kinder than anything may rely on. */
	@Test
	void aWriteWithALeaseIdToWhatIsNotThere() {
		assertThat(put(this.blob + "-missing", "x", "x-ms-lease-id", A)).isIn("201",
				"412 LeaseNotPresentWithBlobOperation");
	}

	@Test
	void aDeleteMayBeConditional() {
		String etag = etag();
		put(this.blob, "second");
		assertThat(text(send(HttpMethod.DELETE, url(this.blob), "", "If-Match", etag)))
			.isEqualTo("412 ConditionNotMet");
		assertThat(text(send(HttpMethod.DELETE, url(this.blob), "", "If-Match", etag()))).isEqualTo("202");
		assertThat(text(get())).isEqualTo("404 BlobNotFound");
	}

	@Test
	void aDeleteAcceptsAnEtagWithoutQuotesAsListsHaveIt() {
		String etag = etag().replace("\"", "");
		assertThat(text(send(HttpMethod.DELETE, url(this.blob), "", "If-Match", etag))).isEqualTo("202");
	}

	@Test
	void aDeleteNeedsTheIdOfTheLease() {
		acquire(A);
		assertThat(text(send(HttpMethod.DELETE, url(this.blob), ""))).isEqualTo("412 LeaseIdMissing");
		assertThat(text(send(HttpMethod.DELETE, url(this.blob), "", "x-ms-lease-id", A))).isEqualTo("202");
	}

	@Test
	void aListHasPages() {
		String folder = this.blob + "/folder/";
		for (String name : List.of("a", "b & c", "d")) {
			put(folder + name.replace(" ", "%20").replace("&", "%26"), name);
		}
		put(this.blob + "/other", "x");
		List<String> names = new ArrayList<>();
		int pages = 0;
		String marker = "";
		do {
			HttpResponse page = send(HttpMethod.GET, container() + "?restype=container&comp=list&maxresults=2&prefix="
					+ folder + (marker.isEmpty() ? "" : "&marker=" + encoded(marker)), "");
			assertThat(page.getStatusCode()).isEqualTo(200);
			assertThat(header(page, "Content-Type")).startsWith("application/xml");
			String xml = body(page);
			all(xml, "Name").forEach((name) -> names.add(name.replace(folder, "")));
			marker = all(xml, "NextMarker").stream().findFirst().orElse("");
			pages++;
		}
		while (!marker.isEmpty() && pages < 9);
		assertThat(names).containsExactly("a", "b &amp; c", "d");
		assertThat(pages).isEqualTo(2);
	}

	@Test
	void aListTellsSizeEtagAndDate() {
		HttpResponse list = send(HttpMethod.GET, container() + "?restype=container&comp=list&prefix=" + this.blob, "");
		String xml = body(list);
		assertThat(all(xml, "Content-Length")).containsExactly("5");
		assertThat(all(xml, "Etag")).singleElement()
			.satisfies((etag) -> assertThat(etag.replace("\"", "")).isEqualTo(etag().replace("\"", "")));
		assertThat(all(xml, "Last-Modified")).containsExactly(header(get(), "Last-Modified"));
		assertThat(all(xml, "BlobType")).containsExactly("BlockBlob");
		assertThat(all(xml, "LeaseState")).containsExactly("available");
	}

	@Test
	void anErrorHasItsCodeInHeaderAndBody() {
		HttpResponse response = send(HttpMethod.GET, url("missing"), "");
		assertThat(header(response, "x-ms-error-code")).isEqualTo("BlobNotFound");
		assertThat(all(body(response), "Code")).containsExactly("BlobNotFound");
	}

	private String acquire(String id) {
		return lease("acquire", "x-ms-lease-duration", "15", "x-ms-proposed-lease-id", id);
	}

	private String lease(String action, String... headers) {
		return leaseAt(url(this.blob), action, headers);
	}

	private String leaseAt(String url, String action, String... headers) {
		List<String> all = new ArrayList<>(List.of(headers));
		all.addAll(List.of("x-ms-lease-action", action));
		return text(send(HttpMethod.PUT, url + "?comp=lease", "", all.toArray(String[]::new)));
	}

	private String put(String name, String text, String... headers) {
		List<String> all = new ArrayList<>(List.of(headers));
		all.addAll(List.of("x-ms-blob-type", "BlockBlob"));
		return text(send(HttpMethod.PUT, url(name), text, all.toArray(String[]::new)));
	}

	private HttpResponse get() {
		return send(HttpMethod.GET, url(this.blob), "");
	}

	private String state() {
		return String.valueOf(header(get(), "x-ms-lease-state"));
	}

	private String etag() {
		return String.valueOf(header(get(), "ETag"));
	}

	private String url(String name) {
		return container() + "/" + name;
	}

	private HttpResponse send(HttpMethod method, String url, String body, String... headers) {
		HttpRequest request = new HttpRequest(method, url);
		request.setHeader(HttpHeaderName.fromString("x-ms-version"), VERSION);
		for (int i = 0; i < headers.length; i += 2) {
			request.setHeader(HttpHeaderName.fromString(headers[i]), headers[i + 1]);
		}
		if (method == HttpMethod.PUT) {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			request.setBody(bytes);
		}
		HttpResponse response = pipeline().send(request).map(HttpResponse::buffer).block(Duration.ofSeconds(20));
		assertThat(response).isNotNull();
		return response;
	}

	/** The status, and the code of an error. */
	private static String text(HttpResponse response) {
		String code = header(response, "x-ms-error-code");
		return response.getStatusCode() + ((code != null) ? " " + code : "");
	}

	private static String body(HttpResponse response) {
		return String.valueOf(response.getBodyAsString().block(Duration.ofSeconds(20)));
	}

	private static String encoded(String xml) {
		return URLEncoder.encode(xml.replace("&amp;", "&"), StandardCharsets.UTF_8);
	}

	private static @Nullable String header(HttpResponse response, String name) {
		return response.getHeaderValue(HttpHeaderName.fromString(name));
	}

	private static Instant date(@Nullable String text) {
		return DateTimeFormatter.RFC_1123_DATE_TIME.parse(String.valueOf(text), Instant::from);
	}

	private static List<String> all(String xml, String element) {
		return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
			.matcher(xml)
			.results()
			.map((found) -> found.group(1))
			.toList();
	}

}
