package io.github.azurediscovery.spring.actuate;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.catalog.SnapshotChange;
import io.github.azurediscovery.catalog.VmAddresses;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import io.github.azurediscovery.refresh.RefreshOutcome;
import io.github.azurediscovery.refresh.SourceStatus;
import io.github.azurediscovery.sink.SinkStatus;
import org.json.JSONException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;

import static org.assertj.core.api.Assertions.assertThat;

/** The actuator endpoint over HTTP, to the letter. */
class AzureDiscoveryEndpointTests {

	private static final String ENDPOINT = "/actuator/azurediscovery";

	private static final Instance FIRST = Instance.of("vm-id-1", "orders", "10.1.1.3", 8080)
		.name("orders_2")
		.platform(PlatformStatus.RUNNING)
		.source("scale-set:orders")
		.build();

	private static final Instance SECOND = Instance.of("vm-id-2", "orders", "10.1.1.4", 8080)
		.name("orders_3")
		.zone("1")
		.region("westeurope")
		.scaleSet("orders")
		.addresses(new VmAddresses(List.of("10.1.1.4"), List.of()))
		.platform(PlatformStatus.RUNNING)
		.source("scale-set:orders")
		.metadata(Map.of("team", "blue"))
		.build();

	private static final SinkStatus BEHIND = new SinkStatus("haproxy:/run/haproxy/admin.sock", 7, 5, true,
			Instant.parse("2026-11-21T10:00:00Z"), "No such backend.", Map.of("orders", "add a backend"));

	private static ActuatorApplication application;

	private FakeAzureDiscovery discovery;

	@BeforeAll
	static void start() {
		application = new ActuatorApplication("management.endpoint.azurediscovery.access=unrestricted");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void know() {
		this.discovery = application.discovery();
		this.discovery.answer(Instant.parse("2026-11-21T10:00:00Z"), FIRST, SECOND);
		this.discovery.reject(new Rejection("vm-7", "orders", RejectionReason.NOT_RUNNING, "deallocated"),
				new Rejection("vm-8", null, RejectionReason.NO_PORT, "no port"));
		this.discovery.setSources(
				new SourceStatus("scale-set:orders", Instant.parse("2026-11-21T10:00:00Z"), null, null, 2, null));
		this.discovery.setSinks();
		this.discovery.verdict(SECOND, new InstanceHealth(false, PlatformStatus.RUNNING, null, "healthy",
				"ejected until 2026-11-21T10:00:30Z: connection refused"), Cause.OUTLIER);
	}

	@Test
	void answersAllThatIsKnown() throws JSONException {
		HttpResponse<String> answer = application.get(ENDPOINT);
		assertThat(answer.statusCode()).isEqualTo(200);
		JSONAssert.assertEquals("""
				{ "lastUpdate": "2026-11-21T10:00:00Z", "age": "PT12S", "stale": false,
				  "services": { "orders": { "routable": 1, "panic": false, "instances": [
				    { "id": "vm-id-1", "name": "orders_2", "host": "10.1.1.3", "port": 8080, "secure": false,
				      "zone": null, "region": null, "scaleSet": null, "source": "scale-set:orders", "routable": true,
				      "addresses": { "private": [], "public": [] }, "held": false, "unconfirmed": false,
				      "health": { "platform": "running", "maintenance": null, "probe": null, "outlier": null },
				      "metadata": {} },
				    { "id": "vm-id-2", "name": "orders_3", "host": "10.1.1.4", "port": 8080, "secure": false,
				      "zone": "1", "region": "westeurope", "scaleSet": "orders", "source": "scale-set:orders",
				      "routable": false, "addresses": { "private": ["10.1.1.4"], "public": [] }, "held": false,
				      "unconfirmed": false,
				      "health": { "platform": "running", "maintenance": null, "probe": "healthy",
				                  "outlier": "ejected until 2026-11-21T10:00:30Z: connection refused" },
				      "metadata": { "team": "blue" } } ] } },
				  "rejected": [ { "name": "vm-7", "service": "orders", "reason": "not-running",
				                  "detail": "deallocated" },
				                { "name": "vm-8", "service": null, "reason": "no-port",
				                  "detail": "no port" } ],
				  "sources": [ { "name": "scale-set:orders", "lastSuccess": "2026-11-21T10:00:00Z",
				                 "lastFailure": null, "error": null, "requests": 2, "notBefore": null } ] }
				""", answer.body(), JSONCompareMode.STRICT_ORDER);
		assertThat(answer.body()).contains("\"revision\":" + this.discovery.catalog().current().revision());
	}

	@Test
	void tellsMaintenanceThatIsAnnouncedForLater() throws JSONException {
		this.discovery.verdict(FIRST, new InstanceHealth(true, PlatformStatus.RUNNING, null, null, null,
				"Redeploy announced for 2026-11-28T10:00:00Z"), Cause.MAINTENANCE);
		JSONAssert.assertEquals("""
				{ "instances": [ { "id": "vm-id-1", "routable": true, "health": { "maintenance": null,
				    "announced": "Redeploy announced for 2026-11-28T10:00:00Z" } },
				  { "id": "vm-id-2", "health": { "announced": null } } ] }
				""", application.get(ENDPOINT + "/orders").body(), JSONCompareMode.LENIENT);
	}

	@Test
	void answersOneServiceInAnyCase() throws JSONException {
		HttpResponse<String> answer = application.get(ENDPOINT + "/Orders");
		assertThat(answer.statusCode()).isEqualTo(200);
		JSONAssert.assertEquals(
				"{ 'routable': 1, 'panic': false, 'instances': [ { 'id': 'vm-id-1' }, { 'id': 'vm-id-2' } ] }",
				answer.body(), JSONCompareMode.LENIENT);
	}

	@Test
	void anUnknownServiceIsNotFound() {
		assertThat(application.get(ENDPOINT + "/billing").statusCode()).isEqualTo(404);
	}

	@Test
	void aPostRefreshesAndAnswersWhatChanged() throws JSONException {
		this.discovery.onRefresh(() -> {
			SnapshotChange change = this.discovery.answer(FIRST,
					Instance.of("vm-id-3", "orders", "10.1.1.5", 8080).build());
			return CompletableFuture.completedFuture(new RefreshOutcome(change, true, ""));
		});
		HttpResponse<String> answer = application.post(ENDPOINT);
		assertThat(answer.statusCode()).isEqualTo(200);
		JSONAssert.assertEquals("""
				{ "refreshed": true, "note": "",
				  "services": { "orders": { "joined": ["vm-id-3"], "left": ["vm-id-2"], "updated": [] } } }
				""", answer.body(), JSONCompareMode.LENIENT);
		assertThat(this.discovery.calls()).last().isEqualTo("refresh");
	}

	@Test
	void aPostToFullOverridesTheGuard() {
		assertThat(application.post(ENDPOINT + "/full").statusCode()).isEqualTo(200);
		assertThat(this.discovery.calls()).last().isEqualTo("refresh full");
	}

	@Test
	void tellsHowEachSinkDoes() throws JSONException {
		this.discovery.setSinks(BEHIND);
		JSONAssert.assertEquals("""
				{ "sinks": [ { "name": "haproxy:/run/haproxy/admin.sock", "desired": 7, "applied": 5,
				    "lastSuccess": "2026-11-21T10:00:00Z", "error": "No such backend.", "incomplete": null,
				    "notes": { "orders": "add a backend" } } ] }
				""", application.get(ENDPOINT).body(), JSONCompareMode.LENIENT);
	}

	@Test
	void aPostToSinksComparesAllThatTheyHoldAndRefreshesNothing() throws JSONException {
		this.discovery.setSinks(BEHIND);
		int before = this.discovery.calls().size();
		HttpResponse<String> answer = application.post(ENDPOINT + "/sinks");
		assertThat(answer.statusCode()).isEqualTo(200);
		JSONAssert.assertEquals("""
				{ "refreshed": false, "note": "Only the sinks were compared", "services": {},
				  "sinks": [ { "name": "haproxy:/run/haproxy/admin.sock", "error": "No such backend." } ] }
				""", answer.body(), JSONCompareMode.LENIENT);
		assertThat(this.discovery.calls().subList(before, this.discovery.calls().size()))
			.containsExactly("reconcile sinks");
	}

	@Test
	void aPostToFullComparesTheSinksAfterTheRefresh() throws JSONException {
		this.discovery.setSinks(BEHIND);
		this.discovery.onRefresh(
				() -> CompletableFuture.completedFuture(new RefreshOutcome(this.discovery.answer(FIRST), true, "")));
		int before = this.discovery.calls().size();
		JSONAssert.assertEquals("{ 'refreshed': true, 'sinks': [ { 'applied': 5 } ] }",
				application.post(ENDPOINT + "/full").body(), JSONCompareMode.LENIENT);
		assertThat(this.discovery.calls().subList(before, this.discovery.calls().size()))
			.containsExactly("refresh full", "reconcile sinks");
	}

	@Test
	void aPostToAnythingElseIsABadRequestThatSaysWhatToDo() {
		int before = this.discovery.calls().size();
		assertThat(application.post(ENDPOINT + "/fulll").statusCode()).isEqualTo(400);
		assertThat(this.discovery.calls()).hasSize(before);
	}

	@Test
	void aRefreshThatTakesTooLongIsNotWaitedFor() {
		this.discovery.onRefresh(CompletableFuture::new);
		AzureDiscoveryEndpoint impatient = new AzureDiscoveryEndpoint(this.discovery,
				application.bean(DiscoveryViewFactory.class), Duration.ofMillis(1));
		assertThat(impatient.refresh().refreshed()).isFalse();
		assertThat(impatient.refresh().note()).contains("still running");
	}

	@Test
	void aRefreshThatFailedSaysSo() {
		this.discovery.onRefresh(() -> CompletableFuture.failedFuture(new IllegalStateException("closed")));
		assertThat(application.bean(AzureDiscoveryEndpoint.class).refresh().note()).contains("failed", "closed");
	}

	@Test
	void onlyReadsAreOpenUnlessConfigured() {
		try (ActuatorApplication guarded = new ActuatorApplication()) {
			assertThat(guarded.get(ENDPOINT).statusCode()).isEqualTo(200);
			assertThat(guarded.post(ENDPOINT).statusCode()).isEqualTo(405);
			assertThat(guarded.discovery().calls()).noneMatch((call) -> call.startsWith("refresh"));
		}
	}

}
