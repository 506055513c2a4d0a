package io.github.azurediscovery.azure.arm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.azure.core.credential.AccessToken;
import io.github.azurediscovery.azure.AzureCredential;
import io.github.azurediscovery.azure.arm.LoopbackArm.Reply;
import io.github.azurediscovery.azure.http.ArmAccessException;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.http.DroppedErrorPolicy;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What becomes of requests and answers on their way, over HTTP. */
@Timeout(30)
@Isolated
class ArmPipelineTests {

	private static final ResourceListScope PLACE = new ResourceListScope("sub", "shop");

	private static final String EMPTY = "{\"value\":[]}";

	private final LoopbackArm arm = new LoopbackArm();

	@AfterEach
	void close() {
		this.arm.close();
	}

	private String nic(String name) {
		return "{\"id\":\"/subscriptions/sub/resourceGroups/shop/providers/Microsoft.Network/networkInterfaces/" + name
				+ "\",\"properties\":{}}";
	}

	private Reply page(String nic, String nextLink) {
		return Reply.json(200, "{\"value\":[" + nic + "],\"nextLink\":\"" + nextLink.replace("\"", "\\\"") + "\"}");
	}

	private Reply lastPage(String nic) {
		return Reply.json(200, "{\"value\":[" + nic + "]}");
	}

	private List<String> list(ArmClient lists) throws Exception {
		return lists.nics(PLACE, new ArmRequestCounter()).stream().map((nic) -> nic.id().name()).toList();
	}

	@Test
	void encodesTheLinkToTheNextPage() throws Exception {
		String link = this.arm.endpoint() + "/next?$filter='virtualMachineScaleSet/id' eq \"x\"&$skiptoken=ab%20c";
		this.arm.answers(page(nic("a"), link), lastPage(nic("b")));
		assertThat(list(this.arm.client())).containsExactly("a", "b");
		assertThat(this.arm.requests().get(1)).contains("%20eq%20%22x%22").contains("ab%20c");
	}

	@Test
	void followsAnEmptyPageInTheMiddle() throws Exception {
		this.arm.answers(page(nic("a"), this.arm.endpoint() + "/2"), page("", this.arm.endpoint() + "/3"),
				lastPage(nic("b")));
		assertThat(list(this.arm.client())).containsExactly("a", "b");
	}

	@Test
	void neverFollowsALinkToAnotherHost() throws Exception {
		try (LoopbackArm foreign = new LoopbackArm()) {
			foreign.answers(lastPage(nic("b")));
			this.arm.answers(page(nic("a"), foreign.endpoint() + "/next"));
			ArmClient lists = this.arm.client();
			assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> list(lists))
				.withMessageContaining("instead of");
			assertThat(foreign.requests()).isEmpty();
			assertThat(this.arm.requests()).hasSize(1);
		}
	}

	@Test
	void doesNotRunInCircles() {
		this.arm.answers(page(nic("a"), this.arm.endpoint() + "/again"));
		ArmClient lists = this.arm.client();
		assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> list(lists))
			.withMessageContaining("cycle");
		assertThat(this.arm.requests()).hasSizeLessThan(5);
	}

	@Test
	void followsPagesForTwoMinutesAtTheMost() {
		AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
		AtomicInteger page = new AtomicInteger();
		this.arm.answers((uri) -> {
			now.set(now.get().plusSeconds(10));
			return page(nic("a"), this.arm.endpoint() + "/" + page.incrementAndGet());
		});
		ArmClient lists = this.arm.client(now::get, Duration.ofSeconds(5), null);
		assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> list(lists))
			.withMessageContaining("longer than 120 s");
		assertThat(this.arm.requests()).hasSizeBetween(12, 14);
	}

	@Test
	void restartsAfterAStaleContinuationToken() throws Exception {
		Reply forgotten = Reply.json(400,
				"{\"error\":{\"code\":\"InvalidParameter\",\"target\":\"$skiptoken\",\"message\":\"The $skiptoken is not valid\"}}");
		this.arm.answers(page(nic("a"), this.arm.endpoint() + "/2"), forgotten,
				page(nic("a"), this.arm.endpoint() + "/2"), lastPage(nic("b")));
		assertThat(list(this.arm.client())).containsExactly("a", "b");
	}

	@Test
	void asksASecondTimeAfterAServerError() throws Exception {
		this.arm.answers(Reply.json(503, "{}", Map.of("Retry-After", "600")), lastPage(nic("a")));
		ArmRequestCounter counter = new ArmRequestCounter();
		assertThat(this.arm.client().nics(PLACE, counter)).hasSize(1);
		assertThat(counter.requests()).isEqualTo(2);
	}

	@Test
	void givesUpAfterTheSecondServerError() {
		this.arm.answers(Reply.json(500, "{\"error\":{\"code\":\"InternalServerError\",\"message\":\"try later\"}}"));
		ArmClient lists = this.arm.client();
		assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> list(lists))
			.withMessageContaining("Azure answered 500 InternalServerError: try later")
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ArmAccessException.Kind.FAILED));
		assertThat(this.arm.requests()).hasSize(2);
	}

	@Test
	void asksASecondTimeAfterABodyThatBrokeOff() throws Exception {
		this.arm.answers(Reply.truncated("{\"value\":["), lastPage(nic("a")));
		assertThat(list(this.arm.client())).containsExactly("a");
	}

	@Test
	void namesABodyThatKeepsBreakingOff() {
		this.arm.answers(Reply.truncated("{\"value\":["));
		ArmClient lists = this.arm.client();
		assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> list(lists))
			.withMessageContaining("Could not list network interfaces of /subscriptions/sub/resourceGroups/shop");
		assertThat(this.arm.requests()).hasSize(2);
	}

	@Test
	void doesNotFollowRedirects() {
		this.arm.answers(Reply.json(302, "", Map.of("Location", this.arm.endpoint() + "/elsewhere")));
		ArmClient lists = this.arm.client();
		assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> list(lists)).withMessageContaining("302");
		assertThat(this.arm.requests()).hasSize(1);
	}

	@Test
	void obeysRetryAfterWithoutSleepingAndForItsFamilyOnly() throws Exception {
		AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
		ArmClient lists = this.arm.client(now::get, Duration.ofSeconds(5), null);
		this.arm.answers(Reply.json(429, "{}", Map.of("Retry-After", "120")));
		ArmAccessException refused = catchThrowableOfType(ArmAccessException.class, () -> list(lists));
		assertThat(refused.notBefore()).isEqualTo(now.get().plusSeconds(120));
		this.arm.answers(lastPage(nic("a")));
		assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> list(lists))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(ArmAccessException.Kind.THROTTLED));
		assertThat(this.arm.requests()).hasSize(1);
		assertThat(lists.resources(PLACE, new ArmRequestCounter())).hasSize(1);
		assertThat(lists.nics(new ResourceListScope("another-subscription", null), new ArmRequestCounter())).hasSize(1);
		now.set(now.get().plusSeconds(121));
		assertThat(list(lists)).containsExactly("a");
	}

	@Test
	void readsRetryAfterAsADate() {
		Instant now = Instant.parse("2026-11-21T10:00:00Z");
		ArmClient lists = this.arm.client(() -> now, Duration.ofSeconds(5), null);
		this.arm.answers(Reply.json(429, "{}", Map.of("Retry-After", "Sat, 21 Nov 2026 10:05:00 GMT")));
		ArmAccessException refused = catchThrowableOfType(ArmAccessException.class, () -> list(lists));
		assertThat(refused.notBefore()).isEqualTo(now.plusSeconds(300));
	}

	@Test
	void namesTheMissingActionAndTheRole() {
		this.arm.answers(Reply.json(403, "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"no\"}}"));
		ArmClient lists = this.arm.client();
		assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> list(lists))
			.withMessageContaining("Microsoft.Network/networkInterfaces/read")
			.withMessageContaining("role Reader on /subscriptions/sub/resourceGroups/shop")
			.satisfies((ex) -> assertThat(ex.forSource(1).isForbidden()).isTrue());
	}

	@Test
	void boundsTheTimeOfARequest() {
		CountDownLatch failed = new CountDownLatch(1);
		this.arm.answers((uri) -> {
			await(failed);
			return lastPage(nic("a"));
		});
		ArmClient lists = this.arm.client(Instant::now, Duration.ofMillis(300), null);
		assertThatExceptionOfType(ArmAccessException.class).as("while no answer has come")
			.isThrownBy(() -> list(lists));
		failed.countDown();
	}

	@Test
	void logsAtDebugLevelOnlyWhenAnAbandonedCallFailsLater() throws Exception {
		ListAppender<ILoggingEvent> logged = new ListAppender<>();
		logged.list = new CopyOnWriteArrayList<>();
		logged.start();
		Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
		Logger dropped = (Logger) LoggerFactory.getLogger(DroppedErrorPolicy.class);
		root.addAppender(logged);
		dropped.setLevel(Level.DEBUG);
		CountDownLatch late = new CountDownLatch(1);
		try {
			this.arm.answers((uri) -> {
				await(late);
				return lastPage(nic("a"));
			});
			ArmClient impatient = this.arm.client(Instant::now, Duration.ofMillis(100), null);
			assertThatExceptionOfType(ArmAccessException.class).isThrownBy(() -> list(impatient));
			ArmClient patient = this.arm.client();
			interruptACall(patient);
			late.countDown();
			Awaitility.await().until(() -> !logged.list.isEmpty());
			assertThat(list(patient)).containsExactly("a");
		}
		finally {
			late.countDown();
			dropped.setLevel(null);
			root.detachAppender(logged);
		}
		assertThat(logged.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.DEBUG);
	}

	private void interruptACall(ArmClient lists) throws InterruptedException {
		int before = this.arm.requests().size();
		Thread abandoned = new Thread(() -> {
			try {
				list(lists);
			}
			catch (Exception ex) {
				Thread.currentThread().interrupt();
			}
		});
		abandoned.start();
		Awaitility.await().until(() -> this.arm.requests().size() > before);
		abandoned.interrupt();
		abandoned.join();
	}

	@Test
	void unpacksGzip() throws Exception {
		byte[] packed = gzip("{\"value\":[" + nic("a") + "]}");
		this.arm.answers(new Reply(200, Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"), packed,
				packed.length));
		assertThat(list(this.arm.client())).containsExactly("a");
		assertThat(this.arm.headers().get(0).get("Accept-encoding")).containsExactly("gzip");
	}

	@Test
	void sendsAUserAgent() throws Exception {
		this.arm.answers(Reply.json(200, EMPTY));
		list(this.arm.client());
		assertThat(this.arm.headers().get(0).get("User-agent").get(0)).startsWith("azure-discovery/");
	}

	@Test
	void attachesTheTokenAndKeepsItOutOfExceptions() {
		String secret = "the-secret-token";
		ArmClient lists = this.arm.client(Instant::now, Duration.ofSeconds(5),
				AzureCredential.of((request) -> Mono.just(new AccessToken(secret, OffsetDateTime.now().plusHours(1)))));
		this.arm.answers(Reply.json(500, "{}"));
		ArmAccessException failed = catchThrowableOfType(ArmAccessException.class, () -> list(lists));
		assertThat(this.arm.headers().get(0).get("Authorization")).containsExactly("Bearer " + secret);
		for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
			assertThat(cause.toString()).doesNotContain(secret);
			assertThat(cause.getClass().getName()).doesNotStartWith("com.azure");
		}
	}

	@Test
	void reusesConnections() throws Exception {
		this.arm.answers((uri) -> {
			int page = Integer.parseInt("0" + uri.getPath().replaceAll("\\D", ""));
			return (page < 30) ? page(nic("n" + page), this.arm.endpoint() + "/" + (page + 1)) : lastPage(nic("last"));
		});
		ArmClient lists = this.arm.client();
		assertThat(list(lists)).hasSize(31);
		assertThat(list(lists)).hasSize(31);
		assertThat(this.arm.connections()).isLessThanOrEqualTo(2);
	}

	@Test
	void hasAtMostEightRequestsInFlight() throws Exception {
		CyclicBarrier eight = new CyclicBarrier(8);
		this.arm.answers((uri) -> {
			await(eight);
			return Reply.json(200, EMPTY);
		});
		ArmClient lists = this.arm.client();
		ExecutorService many = Executors.newFixedThreadPool(32);
		try {
			List<Future<?>> all = new ArrayList<>();
			for (int i = 0; i < 32; i++) {
				all.add(many.submit(() -> list(lists)));
			}
			for (Future<?> each : all) {
				each.get();
			}
		}
		finally {
			many.shutdownNow();
		}
		assertThat(this.arm.mostInFlight()).isEqualTo(8);
	}

	@Test
	void notifiesTheListenerAndSurvivesItsException() throws Exception {
		this.arm.answers(Reply.json(200, EMPTY, Map.of("x-ms-ratelimit-remaining-subscription-reads", "42")));
		list(this.arm.client());
		assertThat(this.arm.reported()).singleElement().satisfies((request) -> {
			assertThat(request.operation()).isEqualTo("network-interfaces");
			assertThat(request.status()).isEqualTo(200);
			assertThat(request.duration()).isPositive();
			assertThat(request.remaining()).containsEntry("subscription-reads", 42L);
		});
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (BrokenBarrierException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] gzip(String text) throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
			out.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return packed.toByteArray();
	}

}
