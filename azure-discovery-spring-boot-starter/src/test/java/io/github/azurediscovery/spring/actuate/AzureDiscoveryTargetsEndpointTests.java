package io.github.azurediscovery.spring.actuate;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.catalog.VmAddresses;
import io.github.azurediscovery.health.InstanceHealth;
import io.github.azurediscovery.health.InstanceHealthChange.Cause;
import org.json.JSONException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Prometheus is told to scrape, over HTTP from servlet and reactive applications.
 */
class AzureDiscoveryTargetsEndpointTests {

	private static final String ENDPOINT = "/actuator/azurediscoverytargets";

	private static final String JSON = "application/json";

	private static final Map<WebApplicationType, ActuatorApplication> APPLICATIONS = new HashMap<>();

	private static final Instance PLAIN = Instance.of("10.1.1.3:8080", "billing", "10.1.1.3", 8080).build();

	private static final Instance WHOLE = Instance.of("vm-id-2", "orders", "10.1.1.4", 8080)
		.name("orders_3")
		.secure(true)
		.zone("1")
		.region("westeurope")
		.scaleSet("fleet")
		.resourceGroup("shop")
		.addresses(new VmAddresses(List.of("10.1.1.4", "fd00::4"), List.of("20.1.1.4")))
		.platform(PlatformStatus.RUNNING)
		.metadata(Map.ofEntries(Map.entry("subscription", "0000-1"), Map.entry("vm-size", "Standard_D2s_v5"),
				Map.entry("computer-name", "fleet000003"), Map.entry("resource-id", "/subscriptions/0000-1/x"),
				Map.entry("os-type", "Linux"), Map.entry("priority", "Spot"), Map.entry("team.name", "blue"),
				Map.entry("management.port", "9090"), Map.entry("management.context-path", "/manage")))
		.build();

	private static final Instance SIXTH = Instance.of("vm-id-6", "orders", "[fd00::6]", 8080)
		.metadata(Map.of("management.port", "no number"))
		.build();

	private ActuatorApplication application;

	private FakeAzureDiscovery discovery;

	@AfterAll
	static void stop() {
		APPLICATIONS.values().forEach(ActuatorApplication::close);
		APPLICATIONS.clear();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void everyMemberIsATargetWithTheLabelsOfPrometheussOwnDiscovery(WebApplicationType type) throws JSONException {
		use(type);
		HttpResponse<String> answer = this.application.get(ENDPOINT, JSON);
		assertThat(answer.statusCode()).isEqualTo(200);
		JSONAssert.assertEquals("""
				[ { "targets": ["10.1.1.3:8080"], "labels": {
				      "__meta_azure_machine_name": "10.1.1.3:8080", "__meta_azure_tenant_id": "tenant-1",
				      "__meta_azure_discovery_service": "billing", "__meta_azure_discovery_routable": "true",
				      "__scheme__": "http" } },
				  { "targets": ["10.1.1.4:8080"], "labels": {
				      "__meta_azure_machine_name": "orders_3", "__meta_azure_machine_location": "westeurope",
				      "__meta_azure_machine_private_ip": "10.1.1.4", "__meta_azure_machine_public_ip": "20.1.1.4",
				      "__meta_azure_machine_resource_group": "shop", "__meta_azure_machine_scale_set": "fleet",
				      "__meta_azure_machine_size": "Standard_D2s_v5",
				      "__meta_azure_machine_computer_name": "fleet000003",
				      "__meta_azure_machine_id": "/subscriptions/0000-1/x", "__meta_azure_machine_os_type": "Linux",
				      "__meta_azure_machine_tag_team_name": "blue",
				      "__meta_azure_machine_tag_management_port": "9090",
				      "__meta_azure_machine_tag_management_context_path": "/manage",
				      "__meta_azure_subscription_id": "0000-1", "__meta_azure_tenant_id": "tenant-1",
				      "__meta_azure_discovery_service": "orders", "__meta_azure_discovery_zone": "1",
				      "__meta_azure_discovery_routable": "false",
				      "__meta_azure_discovery_reasons": "platform,outlier", "__scheme__": "https" } },
				  { "targets": ["[fd00::6]:8080"], "labels": {
				      "__meta_azure_machine_name": "vm-id-6", "__meta_azure_tenant_id": "tenant-1",
				      "__meta_azure_machine_tag_management_port": "no number",
				      "__meta_azure_discovery_service": "orders", "__meta_azure_discovery_routable": "true",
				      "__scheme__": "http" } } ]
				""", answer.body(), JSONCompareMode.STRICT);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void thePortOfManagementComesWithItsPath(WebApplicationType type) throws JSONException {
		use(type);
		JSONAssert.assertEquals("""
				[ { "targets": ["10.1.1.4:9090"], "labels": { "__metrics_path__": "/manage/prometheus" } },
				  { "targets": ["[fd00::6]:8080"] } ]
				""", this.application.get(ENDPOINT + "?service=orders&port=management", JSON).body(),
				JSONCompareMode.LENIENT);
		assertThat(this.application.get(ENDPOINT + "?port=8081", JSON).statusCode()).isEqualTo(400);
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void servicesAreChosenInAnyCase(WebApplicationType type) throws JSONException {
		use(type);
		JSONAssert.assertEquals("[ { 'targets': ['10.1.1.3:8080'] } ]",
				this.application.get(ENDPOINT + "?service=Billing", JSON).body(), JSONCompareMode.LENIENT);
		for (String several : List.of("?service=billing,orders", "?service=orders&service=billing")) {
			JSONAssert.assertEquals(
					"[ { 'targets': ['10.1.1.3:8080'] }, { 'targets': ['10.1.1.4:8080'] }, { 'targets': ['[fd00::6]:8080'] } ]",
					this.application.get(ENDPOINT + several, JSON).body(), JSONCompareMode.LENIENT);
		}
		assertThat(this.application.get(ENDPOINT + "?service=none", JSON).body()).isEqualTo("[]");
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void theAnswerIsPlainJsonWhateverIsAccepted(WebApplicationType type) {
		use(type);
		for (String accepted : List.of(JSON, "*/*")) {
			assertThat(this.application.get(ENDPOINT, accepted).headers().firstValue("Content-Type")).contains(JSON);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void beforeTheFirstRefreshTheAnswerIsAnErrorSoThatNoTargetIsDropped(WebApplicationType type) {
		try (ActuatorApplication fresh = new ActuatorApplication(type)) {
			assertThat(fresh.get(ENDPOINT, JSON).statusCode()).isEqualTo(503);
			fresh.discovery().answer();
			assertThat(fresh.get(ENDPOINT, JSON).body()).isEqualTo("[]");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void theLastGoodTargetsStayWhileAzureIsAway(WebApplicationType type) throws JSONException {
		use(type);
		this.discovery.fail("429 from Azure");
		HttpResponse<String> answer = this.application.get(ENDPOINT, JSON);
		assertThat(answer.statusCode()).isEqualTo(200);
		JSONAssert.assertEquals("[ {}, {}, {} ]", answer.body(), JSONCompareMode.LENIENT);
	}

	private void use(WebApplicationType type) {
		this.application = APPLICATIONS.computeIfAbsent(type,
				(missing) -> new ActuatorApplication(missing, "azure.discovery.credential.tenant-id=tenant-1"));
		this.discovery = this.application.discovery();
		this.discovery.answer(PLAIN, WHOLE, SIXTH);
		this.discovery.verdict(WHOLE, new InstanceHealth(false, PlatformStatus.UNHEALTHY, null, "healthy",
				"ejected until 2026-11-21T10:00:30Z: connection refused"), Cause.OUTLIER);
	}

}
