package io.github.azurediscovery.imds;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class ImdsClientTests {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final List<String> bodies = new CopyOnWriteArrayList<>();

	private final List<Reply> replies = new CopyOnWriteArrayList<>();

	private final AtomicLong passed = new AtomicLong();

	private HttpServer server;

	private ImdsClient client;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
		this.client = ImdsClient.builder()
			.endpoint(URI.create("http://127.0.0.1:" + this.server.getAddress().getPort()))
			.retryFor(Duration.ofSeconds(5))
			.nanoTime(this.passed::get)
			.retryPause((millis) -> this.passed.addAndGet(Duration.ofMillis(millis).toNanos()))
			.build();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	private void answer(HttpExchange exchange) throws IOException {
		this.requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
				+ exchange.getRequestHeaders().getFirst("Metadata"));
		this.bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
		Reply reply = (this.replies.size() > 1) ? this.replies.remove(0) : this.replies.get(0);
		byte[] body = reply.body.getBytes(StandardCharsets.UTF_8);
		try (exchange) {
			exchange.sendResponseHeaders(reply.status, (body.length == 0) ? -1 : body.length);
			exchange.getResponseBody().write(body);
		}
	}

	private void replies(int status, String body) {
		this.replies.add(new Reply(status, body));
	}

	private static String example(String name) throws IOException {
		try (InputStream stream = ImdsClientTests.class.getResourceAsStream("/azure-examples/imds/" + name)) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static String specifiedInstance() throws IOException {
		JsonNode document = MAPPER.readTree(example("instance-metadata-2021-11-15.json"));
		JsonNode network = MAPPER.readTree(example("network.json"));
		return MAPPER
			.createObjectNode().<com.fasterxml.jackson.databind.node.ObjectNode>set("compute",
					document.path("responses").path("200").path("body").path("compute"))
			.set("network", network)
			.toString();
	}

	@Test
	void readsWhoThisVmIs() throws Exception {
		replies(200, specifiedInstance());
		InstanceMetadata metadata = this.client.instance().orElseThrow();
		assertThat(metadata.vmId()).isEqualTo("02aab8a4-74ef-476e-8182-f6d2ba4166a6");
		assertThat(metadata.name()).isEqualTo("examplevmname");
		assertThat(metadata.subscriptionId()).isEqualTo("8d10da13-8125-4ba9-a717-bf7490507b3d");
		assertThat(metadata.resourceGroup()).isEqualTo("macikgo-test-may-23");
		assertThat(metadata.location()).isEqualTo("westus");
		assertThat(metadata.zone()).isNull();
		assertThat(metadata.azEnvironment()).isEqualTo("AZUREPUBLICCLOUD");
		assertThat(metadata.scaleSet()).isNotNull();
		assertThat(metadata.scaleSet().name()).isEqualTo("crpteste9vflji9");
		assertThat(metadata.scaleSet().flexible()).isTrue();
		assertThat(metadata.tags()).containsEntry("foo", "bar").containsKey("BAZ");
		assertThat(metadata.interfaces()).singleElement().satisfies((nic) -> {
			assertThat(nic.privateIpv4()).containsExactly("10.1.0.4");
			assertThat(nic.privateIpv6()).containsExactly("b4bc:8fce:f33b:4990:cced:d94e:ab4f:6ea0");
			assertThat(nic.macAddress()).isEqualTo("000D3AF806EC");
		});
		assertThat(this.requests).containsExactly("GET /metadata/instance?api-version=2021-12-13 true");
	}

	@Test
	void readsTheDocumentedTags() throws Exception {
		replies(200, "{\"compute\":{\"vmId\":\"v\",\"tagsList\":" + example("tags-list.json") + "}}");
		assertThat(this.client.instance().orElseThrow().tags()).containsEntry("Department", "IT").hasSize(3);
	}

	@Test
	void aSetWithoutAnIdIsUniform() {
		replies(200, "{\"compute\":{\"vmId\":\"v\",\"vmScaleSetName\":\"orders\"}}");
		ScaleSetMembership set = this.client.instance().orElseThrow().scaleSet();
		assertThat(set.name()).isEqualTo("orders");
		assertThat(set.flexible()).isFalse();
	}

	@Test
	void keepsTheAnswerForFiveMinutes() {
		assertThat(this.client.known()).isNull();
		replies(200, "{\"compute\":{\"vmId\":\"v\"}}");
		this.client.instance();
		this.passed.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
		this.client.instance();
		assertThat(this.client.known()).isNotNull();
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void thenAsksOnceMoreAndFollowsWhatChanged() {
		replies(200, "{\"compute\":{\"vmId\":\"v\"}}");
		replies(200, "{\"compute\":{\"vmId\":\"v\",\"vmScaleSetName\":\"orders\",\"zone\":\"2\","
				+ "\"isVmInStandbyPool\":\"false\"}}");
		assertThat(this.client.instance().orElseThrow().scaleSet()).isNull();
		this.passed.addAndGet(Duration.ofMinutes(5).toNanos());
		InstanceMetadata now = this.client.instance().orElseThrow();
		assertThat(now.scaleSet()).isEqualTo(new ScaleSetMembership("orders", null));
		assertThat(now.zone()).isEqualTo("2");
		assertThat(now.standby()).isFalse();
		assertThat(this.client.known()).isEqualTo(now);
		assertThat(this.requests).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "500 | ''", "429 | ''", "403 | ''", "200 | <html>", "200 | {}" })
	void keepsWhatIsKnownWhereThatFailsAndAsksNoMoreThanOnceInFiveMinutes(int status, String body) throws Exception {
		replies(200, "{\"compute\":{\"vmId\":\"v\",\"vmScaleSetName\":\"orders\"}}");
		replies(status, body);
		InstanceMetadata known = this.client.instance().orElseThrow();
		for (int readings = 2; readings < 5; readings++) {
			this.passed.addAndGet(Duration.ofMinutes(5).toNanos());
			assertThat(this.client.lookup()).isEqualTo(InstanceMetadataLookup.found(known));
			assertThat(this.client.instance()).contains(known);
			assertThat(this.requests).hasSize(readings);
		}
	}

	@Test
	void keepsWhatIsKnownWhereNothingListensAnyMore() throws Exception {
		replies(200, "{\"compute\":{\"vmId\":\"v\"}}");
		InstanceMetadata known = this.client.instance().orElseThrow();
		this.server.stop(0);
		this.passed.addAndGet(Duration.ofMinutes(5).toNanos());
		assertThat(this.client.lookup()).isEqualTo(InstanceMetadataLookup.found(known));
	}

	@Test
	void answersWhatIsKnownWhileItIsBeingAsked() throws Exception {
		replies(200, "{\"compute\":{\"vmId\":\"v\"}}");
		InstanceMetadata known = this.client.instance().orElseThrow();
		this.passed.addAndGet(Duration.ofMinutes(5).toNanos());
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch answered = new CountDownLatch(1);
		this.server.removeContext("/");
		this.server.createContext("/", (exchange) -> {
			asked.countDown();
			awaitQuietly(answered);
			answer(exchange);
		});
		Thread asking = new Thread(() -> this.client.instance());
		asking.start();
		asked.await();
		assertThat(this.client.instance()).contains(known);
		answered.countDown();
		asking.join();
		assertThat(this.requests).hasSize(2);
	}

	@Test
	void mayBeAskedSooner() throws Exception {
		replies(200, "{\"compute\":{\"vmId\":\"v\"}}");
		this.client.instance();
		this.passed.addAndGet(Duration.ofSeconds(5).toNanos());
		this.client.lookup(Duration.ofSeconds(5));
		this.client.lookup(Duration.ofSeconds(5));
		assertThat(this.requests).hasSize(2);
	}

	@Test
	void interfacesThatComeInAnotherOrderAreTheSame() {
		String one = "{\"macAddress\":\"000D3AF806EC\"}";
		String other = "{\"macAddress\":\"000D3AF806ED\"}";
		String document = "{\"compute\":{\"vmId\":\"v\"},\"network\":{\"interface\":[%s,%s]}}";
		assertThat(InstanceMetadata.parse(document.formatted(one, other)))
			.isEqualTo(InstanceMetadata.parse(document.formatted(other, one)));
	}

	@ParameterizedTest
	@CsvSource({ "true, true", "false, false", "'',", ",", "True, true" })
	void aStandbyPoolIsTakenFromTheServicesWordOnly(String text, Boolean standby) {
		String field = (text != null) ? ",\"isVmInStandbyPool\":\"" + text + "\"" : "";
		assertThat(InstanceMetadata.parse("{\"compute\":{\"vmId\":\"v\"" + field + "}}").standby()).isEqualTo(standby);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 410, 429, 500, 503 })
	void asksAgainAfter(int status) {
		replies(status, "");
		replies(200, "{\"compute\":{\"vmId\":\"v\"}}");
		assertThat(this.client.instance()).isPresent();
		assertThat(this.requests).hasSize(2);
	}

	@Test
	void asksAgainTwiceASecondUntilTheBound() {
		replies(410, "");
		assertThat(this.client.instance()).isEmpty();
		assertThat(this.requests).as("at once, and in each half of five seconds").hasSize(11);
	}

	@Test
	void asksOnceWhereNoTimeIsGivenToRetries() {
		ImdsClient impatient = ImdsClient.builder()
			.endpoint(URI.create("http://127.0.0.1:" + this.server.getAddress().getPort()))
			.build();
		replies(410, "");
		assertThat(impatient.instance()).isEmpty();
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void anyOtherAnswerIsAFailureOfTheService() throws Exception {
		ImdsClient once = once(Duration.ofSeconds(20));
		replies(400, example("error-no-api-version.json"));
		replies(200, "<html>");
		replies(200, "{\"compute\":{}}");
		replies(405, "");
		for (int i = 0; i < 4; i++) {
			assertThat(once.lookup().failure()).startsWith("Instance metadata answered");
		}
		assertThat(this.requests).hasSize(4);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 421 })
	void aRefusalIsFinalAndSaysWhatToAllow(int status) throws Exception {
		replies(status, "");
		assertThat(this.client.lookup().failure()).contains("refuses this process (" + status + ")")
			.contains("InVMAccessControlProfile");
		assertThat(this.requests).hasSize(1);
	}

	@Test
	void onlyWhereNothingListensThisMayBeElsewhere() throws Exception {
		this.server.stop(0);
		assertThat(this.client.lookup().absent()).isTrue();
		assertThat(this.client.instance()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"compute\":",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"com\r\n" })
	void aServiceThatStallsIsAFailureInBoundedTime(String beginning) throws Exception {
		try (ServerSocket stalling = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			answerAndHang(stalling, beginning);
			ImdsClient impatient = ImdsClient.builder()
				.endpoint(URI.create("http://127.0.0.1:" + stalling.getLocalPort()))
				.timeout(Duration.ofMillis(200))
				.build();
			assertThat(impatient.lookup().failure()).contains("accepts connections but gives no answer");
		}
	}

	@Test
	void aServiceThatBreaksOffIsAFailure() throws Exception {
		try (ServerSocket closing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			Thread thread = new Thread(() -> {
				try {
					closing.accept().close();
				}
				catch (IOException ex) {
					// the test is over
				}
			});
			thread.start();
			ImdsClient once = ImdsClient.builder()
				.endpoint(URI.create("http://127.0.0.1:" + closing.getLocalPort()))
				.build();
			assertThat(once.lookup().failure()).contains("accepts connections but gives no answer");
		}
	}

	@Test
	void anEndlessAnswerIsGivenUp() throws Exception {
		replies(200, " ".repeat(ImdsClient.LONGEST_ANSWER + 100_000));
		assertThat(once(Duration.ofSeconds(20)).lookup().failure()).contains("larger than");
	}

	@Test
	void eventsThatStallAfterTheirHeadersAreReadAgain() throws Exception {
		replies(200, example("scheduled-events-1.json"));
		this.client.scheduledEvents();
		try (ServerSocket stalling = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			answerAndHang(stalling, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{");
			ImdsClient stalled = ImdsClient.builder()
				.endpoint(URI.create("http://127.0.0.1:" + stalling.getLocalPort()))
				.firstEvents(Duration.ofMillis(200))
				.build();
			assertThatExceptionOfType(IOException.class).isThrownBy(stalled::scheduledEvents)
				.withMessageContaining("no whole answer");
		}
	}

	@Test
	void anInterruptedLookupIsForgotten() throws Exception {
		replies(200, "{\"compute\":{\"vmId\":\"v\"}}");
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.client::lookup);
		assertThat(this.client.lookup().metadata()).isNotNull();
	}

	private ImdsClient once(Duration timeout) {
		return ImdsClient.builder()
			.endpoint(URI.create("http://127.0.0.1:" + this.server.getAddress().getPort()))
			.timeout(timeout)
			.build();
	}

	private static void answerAndHang(ServerSocket server, String beginning) {
		Thread thread = new Thread(() -> {
			try {
				Socket socket = server.accept();
				socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
			}
			catch (IOException ex) {
				// the test is over
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@Test
	void readsTheDocumentedSequenceOfEvents() throws Exception {
		for (int i = 1; i <= 4; i++) {
			replies(200, example("scheduled-events-" + i + ".json"));
		}
		assertThat(this.client.scheduledEvents()).isEqualTo(new ScheduledEvents(1, List.of()));
		ScheduledEvent scheduled = this.client.scheduledEvents().events().get(0);
		assertThat(scheduled.type()).isEqualTo(ScheduledEvent.Type.FREEZE);
		assertThat(scheduled.started()).isFalse();
		assertThat(scheduled.resources()).containsExactly("WestNO_0", "WestNO_1");
		assertThat(scheduled.notBefore()).isEqualTo(Instant.parse("2026-04-11T22:26:58Z"));
		assertThat(scheduled.duration()).isEqualTo(Duration.ofSeconds(5));
		assertThat(scheduled.source()).isEqualTo("Platform");
		ScheduledEvent started = this.client.scheduledEvents().events().get(0);
		assertThat(started.started()).isTrue();
		assertThat(started.notBefore()).isNull();
		assertThat(this.client.scheduledEvents()).isEqualTo(new ScheduledEvents(4, List.of()));
		assertThat(this.requests)
			.allMatch((request) -> request.equals("GET /metadata/scheduledevents?api-version=2020-07-01 true"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Mon, 19 Sep 2016 18:29:47 GMT | 2016-09-19T18:29:47Z",
					"Mon, 11 Apr 2026 22:26:58 GMT | 2026-04-11T22:26:58Z",
					"Sat, 4 Apr 2026 02:06:08 GMT | 2026-04-04T02:06:08Z",
					"2026-04-11T22:26:58Z | 2026-04-11T22:26:58Z", "2026-04-11T22:26:58+02:00 | 2026-04-11T20:26:58Z",
					"2026-04-11T22:26:58.123456 | 2026-04-11T22:26:58.123456Z", "'' | ", "soon | " })
	void readsDatesAsTheyAreWritten(String text, Instant expected) {
		assertThat(ScheduledEventDate.parse(text)).isEqualTo(expected);
	}

	@Test
	void anUnknownDurationIsNone() throws Exception {
		replies(200, "{\"DocumentIncarnation\":9,\"Events\":[{\"EventId\":\"e\",\"EventType\":\"Preempt\","
				+ "\"EventStatus\":\"Scheduled\",\"Resources\":[\"vm\"],\"NotBefore\":\"\",\"DurationInSeconds\":-1},"
				+ "{\"EventId\":\"f\",\"EventType\":\"Melt\"}]}");
		ScheduledEvents events = this.client.scheduledEvents();
		assertThat(events.events().get(0).duration()).isNull();
		assertThat(events.events().get(0).type()).isEqualTo(ScheduledEvent.Type.PREEMPT);
		assertThat(events.events().get(1).type()).isEqualTo(ScheduledEvent.Type.OTHER);
	}

	@Test
	void acknowledgesAnEvent() throws Exception {
		replies(200, "");
		this.client.acknowledge("C7061BAC");
		assertThat(this.bodies.get(0)).isEqualTo("{\"StartRequests\":[{\"EventId\":\"C7061BAC\"}]}");
		assertThat(this.requests.get(0)).startsWith("POST /metadata/scheduledevents?api-version=2020-07-01");
	}

	@Test
	void saysWhenEventsCannotBeRead() {
		replies(429, "");
		assertThatExceptionOfType(IOException.class).isThrownBy(this.client::scheduledEvents)
			.withMessageContaining("429");
		this.replies.clear();
		replies(200, "<html>");
		assertThatExceptionOfType(IOException.class).isThrownBy(this.client::scheduledEvents);
		this.replies.clear();
		replies(200, "{}");
		assertThatExceptionOfType(IOException.class).isThrownBy(this.client::scheduledEvents)
			.withMessageContaining("DocumentIncarnation");
	}

	private record Reply(int status, String body) {

	}

}
