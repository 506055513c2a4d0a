package io.github.azurediscovery.test;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.imds.EventType;
import io.github.azurediscovery.test.imds.NotBeforeFormat;
import io.github.azurediscovery.test.imds.SimulatedEvent;
import io.github.azurediscovery.test.imds.SimulatedScheduledEvents;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Scheduled events.
 */
@ExtendWith(SimulatedAzureExtension.class)
class SimulatedScheduledEventsTests {

	private static final String EVENTS = "/metadata/scheduledevents?api-version=2020-07-01";

	private final SimulatedAzure azure;

	private final RawHttpClient client;

	private final SimulatedScheduledEvents events;

	private SimulatedScaleSet orders;

	SimulatedScheduledEventsTests(SimulatedAzure azure) {
		this.azure = azure;
		this.client = new RawHttpClient(azure.imdsEndpoint(), "Metadata", "true");
		this.events = azure.imds().events();
	}

	@BeforeEach
	void begin() {
		this.orders = this.azure.scaleSet("orders").uniform().instances(2);
		this.azure.imds().runsOn(this.orders.instance(0));
	}

	@Test
	void thereAreNoneAtFirst() throws Exception {
		assertThat(this.client.get(EVENTS).body()).isEqualTo("{\"DocumentIncarnation\":1,\"Events\":[]}");
	}

	@Test
	void anEventIsAnnouncedThenStartedThenGone() throws Exception {
		SimulatedEvent event = this.events.announce(EventType.REBOOT, this.orders.instance(0), this.orders.instance(1))
			.notBefore(Instant.parse("2016-09-19T18:29:47Z"))
			.lasting(Duration.ofSeconds(-1))
			.byUser();
		Object announced = this.client.read(EVENTS);
		assertThat(RawHttpClient.at(announced, "Events.0.EventId")).isEqualTo(event.id());
		assertThat(RawHttpClient.at(announced, "Events.0.EventStatus")).isEqualTo("Scheduled");
		assertThat(RawHttpClient.at(announced, "Events.0.EventType")).isEqualTo("Reboot");
		assertThat(RawHttpClient.at(announced, "Events.0.Resources")).isEqualTo(List.of("orders_0", "orders_1"));
		assertThat(RawHttpClient.at(announced, "Events.0.NotBefore")).isEqualTo("Mon, 19 Sep 2016 18:29:47 GMT");
		assertThat(RawHttpClient.at(announced, "Events.0.DurationInSeconds")).isEqualTo(-1);
		assertThat(RawHttpClient.at(announced, "Events.0.EventSource")).isEqualTo("User");
		event.start();
		Object started = this.client.read(EVENTS);
		assertThat(RawHttpClient.at(started, "Events.0.EventStatus")).isEqualTo("Started");
		assertThat(RawHttpClient.at(started, "Events.0.NotBefore")).isEqualTo("");
		assertThat((Integer) RawHttpClient.at(started, "DocumentIncarnation"))
			.isGreaterThan((Integer) RawHttpClient.at(announced, "DocumentIncarnation"));
		event.end();
		assertThat(RawHttpClient.list(this.client.read(EVENTS), "Events")).isEmpty();
	}

	@Test
	void theDocumentKeepsItsNumberWhileNothingChanges() throws Exception {
		this.events.announce(EventType.FREEZE, this.orders.instance(0));
		assertThat(this.client.read(EVENTS)).isEqualTo(this.client.read(EVENTS));
	}

	@ParameterizedTest
	@CsvSource({ "RFC_1123, 'Mon, 19 Sep 2016 18:29:47 GMT'", "ISO_8601, 2016-09-19T18:29:47Z",
			"WRONG_WEEKDAY, 'Wed, 19 Sep 2016 18:29:47 GMT'", "BLANK, ''" })
	void notBeforeIsWrittenInSeveralWays(NotBeforeFormat format, String written) throws Exception {
		this.events.announce(EventType.REDEPLOY, this.orders.instance(0))
			.notBefore(Instant.parse("2016-09-19T18:29:47.123Z"))
			.notBeforeFormat(format);
		assertThat(RawHttpClient.at(this.client.read(EVENTS), "Events.0.NotBefore")).isEqualTo(written);
	}

	@ParameterizedTest
	@CsvSource({ "FREEZE, PT15M", "REBOOT, PT15M", "REDEPLOY, PT10M", "PREEMPT, PT30S", "TERMINATE, PT5M" })
	void theNoticeIsTheShortestThatIsDocumentedUnlessItIsSet(EventType type, Duration notice) throws Exception {
		Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		this.events.announce(type, this.orders.instance(0)).notBeforeFormat(NotBeforeFormat.ISO_8601);
		Instant notBefore = Instant.parse((String) RawHttpClient.at(this.client.read(EVENTS), "Events.0.NotBefore"));
		assertThat(notBefore).isBetween(before.plus(notice), Instant.now().plus(notice));
	}

	@Test
	void aKindOfEventMayBeUndocumented() throws Exception {
		this.events.announce(EventType.REBOOT, this.orders.instance(0)).undocumented("Reimage");
		assertThat(RawHttpClient.at(this.client.read(EVENTS), "Events.0.EventType")).isEqualTo("Reimage");
	}

	@Test
	void aVmSeesTheEventsOfItsScaleSetOnly() throws Exception {
		this.events.announce(EventType.FREEZE, this.azure.vm("stranger"));
		this.events.announce(EventType.REBOOT, this.orders.instance(1));
		assertThat(RawHttpClient.texts(RawHttpClient.list(this.client.read(EVENTS), "Events"), "EventType"))
			.containsExactly("Reboot");
		this.azure.imds().runsOn(this.azure.vm("stranger"));
		assertThat(RawHttpClient.texts(RawHttpClient.list(this.client.read(EVENTS), "Events"), "EventType"))
			.containsExactly("Freeze");
	}

	@Test
	void anEventIsApprovedForAllItsVms() throws Exception {
		SimulatedEvent event = this.events.announce(EventType.REBOOT, this.orders.instance(0), this.orders.instance(1));
		String approval = "{\"StartRequests\":[{\"EventId\":\"" + event.id() + "\"}]}";
		assertThat(this.client.post(EVENTS, approval).statusCode()).isEqualTo(200);
		assertThat(event.started()).isTrue();
		assertThat(this.client.post(EVENTS, approval).statusCode()).isEqualTo(200);
		assertThat(RawHttpClient.at(this.client.read(EVENTS), "Events.0.EventStatus")).isEqualTo("Started");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "[]", "{}", "{\"StartRequests\":{}}", "{\"StartRequests\":[\"x\"]}",
			"{\"StartRequests\":[{\"EventId\":1}]}" })
	void aMalformedApprovalIsRefused(String body) throws Exception {
		HttpResponse<String> refused = this.client.post(EVENTS, body);
		assertThat(refused.statusCode()).isEqualTo(400);
	}

	@Test
	void anEventConcernsAnInstance() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.events.announce(EventType.FREEZE));
	}

}
