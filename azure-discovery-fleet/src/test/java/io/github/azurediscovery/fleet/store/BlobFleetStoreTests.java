package io.github.azurediscovery.fleet.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;

import com.azure.core.credential.AccessToken;
import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.CredentialSettings;
import io.github.azurediscovery.azure.source.AzureServiceConnection;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.fleet.store.FleetStoreException.Kind;
import io.github.azurediscovery.test.blob.BlobRole;
import io.github.azurediscovery.test.blob.SimulatedBlobStore;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import io.github.azurediscovery.test.http.HttpAnswer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What the store makes of what goes wrong, and what it costs. */
class BlobFleetStoreTests {

	private static final AzureSettings NO_TOKEN = AzureSettings.builder().credential(CredentialSettings.NONE).build();

	private static final FleetHead HEAD = FleetHead.builder(17, 4211, "agent-1", Instant.parse("2026-11-27T02:00:30Z"))
		.build();

	private static final SimulatedBlobStore blobs = SimulatedBlobStore.start();

	private final FleetStore store = open(NO_TOKEN, (connection) -> {
	});

	@AfterEach
	void reset() {
		this.store.close();
		blobs.reset();
	}

	@AfterAll
	static void stop() {
		blobs.close();
	}

	@Test
	void anUnchangedEstateCostsOneSmallRequest() throws Exception {
		PackedContent content = PackedContent.of(content());
		List<HeadSource> sources = java.util.stream.IntStream.range(0, 5)
			.mapToObj((i) -> new HeadSource("scale-set:service-" + i, HEAD.written(), null))
			.toList();
		this.store
			.createHead(HEAD.toBuilder().content(content.reference()).asOf(HEAD.written()).sources(sources).build());
		blobs.requests().clear();
		this.store.readHead();
		assertThat(blobs.requests().counts()).containsOnly(java.util.Map.entry(AzureOperation.BLOB_GET, 1));
		assertThat(blobs.read("v1/head.json").length).isLessThan(1200);
	}

	@Test
	void nothingIsRetried() {
		blobs.fault(AzureFault.status(500), AzureOperation.blob());
		assertFails(Kind.UNAVAILABLE, this.store::readHead);
		assertFails(Kind.UNAVAILABLE, () -> this.store.writeContent(PackedContent.of(content())));
		assertFails(Kind.UNAVAILABLE, () -> this.store.renewLease(LeaseId.fresh()));
		assertFails(Kind.UNAVAILABLE, this.store::listContents);
		assertThat(blobs.requests().count(AzureOperation.blob())).isEqualTo(4);
	}

	@Test
	void aBusyStoreSaysHowLongToWait() {
		blobs.fault(AzureFault.throttled(Duration.ofSeconds(7)), AzureOperation.BLOB_GET);
		assertThatExceptionOfType(FleetStoreException.class).isThrownBy(this.store::readHead).satisfies((ex) -> {
			assertThat(ex.kind()).isEqualTo(Kind.THROTTLED);
			assertThat(ex.retryAfter()).isEqualTo(Duration.ofSeconds(7));
			assertThat(ex).hasMessageContaining("503 ServerBusy");
		});
	}

	@Test
	void aBrokenConnectionIsUnreachable() {
		blobs.fault(AzureFault.dropped(), AzureOperation.BLOB_GET);
		assertFails(Kind.UNREACHABLE, this.store::readHead);
	}

	@Test
	void anAnswerThatIsCutOffIsUnreachable() throws Exception {
		this.store.createHead(HEAD);
		blobs.fault(AzureFault.truncated(), AzureOperation.BLOB_GET);
		assertFails(Kind.UNREACHABLE, this.store::readHead);
	}

	@Test
	void nothingIsWaitedForWithoutEnd() throws Exception {
		this.store.createHead(HEAD);
		blobs.fault(AzureFault.stalled(), AzureOperation.BLOB_GET);
		try (FleetStore hasty = BlobFleetStore.open(address(), NO_TOKEN, (connection) -> {
		}, Duration.ofMillis(500))) {
			assertFails(Kind.TIMEOUT, hasty::readHead);
		}
	}

	@Test
	void anInterruptEndsTheWait() throws Exception {
		this.store.createHead(HEAD);
		blobs.fault(AzureFault.stalled(), AzureOperation.BLOB_GET);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.store::readHead);
	}

	@Test
	void aRedirectIsNotFollowed() {
		blobs.fault(AzureFault.of("redirect", (request, truth) -> HttpAnswer.text(302, "text/plain", "")
			.header("Location", blobs.container() + "/elsewhere")), AzureOperation.BLOB_GET);
		assertFails(Kind.REFUSED_ANSWER, this.store::readHead);
		assertThat(blobs.requests().count(AzureOperation.blob())).isEqualTo(1);
	}

	@Test
	void aWebPageIsNoHead() {
		blobs.fault(AzureFault.html(), AzureOperation.BLOB_GET);
		assertFails(Kind.REFUSED_ANSWER, this.store::readHead);
	}

	@Test
	void aHeadOfAnotherFormatIsRefused() {
		blobs.write("v1/head.json", "{\"format\":2}".getBytes(StandardCharsets.UTF_8));
		assertFails(Kind.REFUSED_ANSWER, this.store::readHead);
	}

	@Test
	void aHeadOfMoreThan64KilobytesIsNotRead() {
		byte[] json = ("{\"format\":1,\"x\":\"" + "x".repeat(65536) + "\"}").getBytes(StandardCharsets.UTF_8);
		blobs.write("v1/head.json", json);
		assertFails(Kind.REFUSED_ANSWER, this.store::readHead);
	}

	@Test
	void aHeadOfMoreThan64KilobytesIsNotWritten() {
		List<HeadSource> sources = java.util.stream.IntStream.range(0, 1000)
			.mapToObj((i) -> new HeadSource("source-" + i, null, "x".repeat(100)))
			.toList();
		assertFails(Kind.FAILED, () -> this.store.createHead(HEAD.toBuilder().sources(sources).build()));
		assertThat(blobs.requests().count(AzureOperation.blob())).isZero();
	}

	@Test
	void aContentWithAnotherHashIsRefused() throws Exception {
		PackedContent content = PackedContent.of(content());
		blobs.write(content.reference().name(), PackedContent.of(FleetContent.EMPTY).bytes());
		assertFails(Kind.REFUSED_ANSWER, () -> this.store.readContent(content.reference()));
	}

	@Test
	void aContentThatIsNotPackedIsRefused() {
		FleetContentReference reference = PackedContent.of(content()).reference();
		blobs.write(reference.name(), ContentJson.write(content()));
		assertFails(Kind.REFUSED_ANSWER, () -> this.store.readContent(reference));
	}

	@Test
	void noMoreThan64MegabytesAreUnpacked() {
		FleetContentReference reference = PackedContent.of(content()).reference();
		blobs.write(reference.name(), GzipBytes.pack(new byte[ContentDocument.MOST_BYTES + 1]));
		assertFails(Kind.REFUSED_ANSWER, () -> this.store.readContent(reference));
	}

	@Test
	void aContainerThatIsNotThereIsNamed() {
		try (FleetStore elsewhere = BlobFleetStore.open(StoreAddress.parse(blobs.account() + "/no-such-container"),
				NO_TOKEN, (connection) -> {
				})) {
			assertFails(Kind.ABSENT, elsewhere::readHead);
		}
	}

	@Test
	void aMemberReadsAndACandidateWrites() throws Exception {
		blobs.role("member", BlobRole.READER).role("candidate", BlobRole.CONTRIBUTOR);
		try (FleetStore candidate = withToken("candidate"); FleetStore member = withToken("member")) {
			candidate.createHead(HEAD);
			assertThat(member.readHead().head()).isEqualTo(HEAD);
			assertThatExceptionOfType(FleetStoreException.class)
				.isThrownBy(() -> member.acquireLease(LeaseId.fresh(), Duration.ofSeconds(15)))
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(Kind.FORBIDDEN))
				.withMessageContaining("Storage Blob Data Contributor");
			assertFails(Kind.UNAUTHENTICATED, this.store::readHead);
		}
	}

	@Test
	void requestsWithoutATokenStayOnThisMachine() {
		assertThatIllegalArgumentException().isThrownBy(() -> BlobFleetStore
			.open(StoreAddress.parse("https://shop.blob.core.windows.net/fleet"), NO_TOKEN, (connection) -> {
			}));
	}

	private static FleetStore withToken(String subject) {
		return open(AzureSettings.DEFAULT, (connection) -> connection.credential(AzureCredential
			.of((request) -> Mono.just(new AccessToken(subject, OffsetDateTime.now().plusHours(1))))));
	}

	private static FleetStore open(AzureSettings settings, Consumer<AzureServiceConnection.Builder> options) {
		return BlobFleetStore.open(address(), settings, options);
	}

	private static StoreAddress address() {
		return StoreAddress.parse(blobs.container().toString());
	}

	private static FleetContent content() {
		return FleetContent.of(List.of(Instance.of("a", "orders", "10.0.0.4", 8080).build()), List.of());
	}

	private static void assertFails(Kind kind, ThrowingCallable call) {
		assertThatExceptionOfType(FleetStoreException.class).isThrownBy(call)
			.extracting(FleetStoreException::kind)
			.isEqualTo(kind);
	}

}
