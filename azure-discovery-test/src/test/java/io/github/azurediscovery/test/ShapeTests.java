package io.github.azurediscovery.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.azurediscovery.test.imds.EventType;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is simulated has the shape of what was recorded: the same fields of the same kind
 * at the same place. Fields that only one side has are named here, with the reason.
 */
@ExtendWith(SimulatedAzureExtension.class)
class ShapeTests {

	/** Fields that Azure did not have yet in the api-versions of 2017 to 2020. */
	private static final List<String> YOUNGER = List.of("etag", "zones", "kind", "properties.timeCreated",
			"properties.osProfile.linuxConfiguration.ssh", "properties.storageProfile.osDisk.deleteOption",
			"properties.orchestrationMode", "properties.platformFaultDomainCount", "sku.tier");

	/** Parts that say nothing about who is there, at which address, in which state. */
	private static final List<String> LEFT_OUT = List.of("properties.storageProfile.dataDisks.",
			"properties.osProfile.windowsConfiguration", "properties.osProfile.linuxConfiguration.",
			"properties.storageProfile.imageReference.", "properties.instanceView.disks",
			"properties.instanceView.extensions", "properties.instanceView.vmAgent.extensionHandlers", "resources",
			"identity", "properties.ipConfigurations.properties.loadBalancer",
			"properties.networkProfileConfiguration.networkInterfaceConfigurations.properties.ipConfigurations.properties.",
			"properties.virtualMachineProfile.", "properties.upgradePolicy.", "properties.diagnosticsProfile",
			"properties.storageProfile.osDisk.encryptionSettings", "properties.availabilitySet",
			"properties.dnsSettings.internalDomainNameSuffix", "properties.osProfile.secrets.");

	private static final String GROUP = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/shop";

	private static final String SET = GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/payments";

	private final SimulatedAzure azure;

	private final RawHttpClient client;

	private final RawHttpClient imds;

	ShapeTests(SimulatedAzure azure) {
		this.azure = azure;
		this.client = new RawHttpClient(azure.armEndpoint());
		this.imds = new RawHttpClient(azure.imdsEndpoint(), "Metadata", "true");
	}

	@BeforeEach
	void begin() {
		this.azure.vm("orders-1").tag("who-rocks-on-linux", "java").tag("where", "on azure").publicAddress("52.1.2.3");
		this.azure.scaleSet("payments").uniform().instances(2);
	}

	@Test
	void vmList() throws Exception {
		compare(items(GROUP + "/providers/Microsoft.Compute/virtualMachines?api-version=2025-04-01"),
				recordedItems("recorded/vm-list-resource-group.json"));
	}

	@Test
	void instanceView() throws Exception {
		this.azure.scaleSet("flexible").instances(1);
		List<Object> expanded = this.client
			.readAll(GROUP + "/providers/Microsoft.Compute/virtualMachines?api-version=2025-04-01&$expand=instanceView"
					+ "&$filter=" + RawHttpClient
						.parameter("'virtualMachineScaleSet/id' eq '" + this.azure.scaleSet("flexible").id() + "'"));
		Object recorded = RawHttpClient.at(RecordedAnswers.read("recorded/vm-get-expand-instanceview.json"),
				"response.body");
		compare(List.of(Map.of("properties",
				Map.of("instanceView", RawHttpClient.at(expanded.get(0), "properties.instanceView")))),
				List.of(Map.of("properties",
						Map.of("instanceView", RawHttpClient.at(recorded, "properties.instanceView")))));
	}

	@Test
	void nicList() throws Exception {
		compare(items(GROUP + "/providers/Microsoft.Network/networkInterfaces?api-version=2025-03-01"),
				recordedItems("recorded/nic-list-resource-group.json"));
	}

	@Test
	void publicIpList() throws Exception {
		compare(items(GROUP + "/providers/Microsoft.Network/publicIPAddresses?api-version=2025-03-01"),
				recordedItems("recorded/public-ip-list-resource-group.json"));
	}

	@Test
	void uniformInstanceList() throws Exception {
		List<Object> recorded = recordedItems("recorded/vmss-uniform-vm-list-request-charge.json");
		recorded.addAll(RawHttpClient.list(RecordedAnswers.read("compute/vmss-vm-list-2025-04-01-trimmed.json"),
				"responses.200.body.value"));
		compare(items(SET + "/virtualMachines?api-version=2025-04-01"), recorded);
	}

	@Test
	void uniformNicList() throws Exception {
		compare(items(SET + "/networkInterfaces?api-version=2018-10-01"),
				recordedItems("recorded/vmss-uniform-nic-list-overprovisioned.json"));
	}

	@Test
	void scaleSet() throws Exception {
		compare(List.of(this.client.read(SET + "?api-version=2025-04-01")),
				List.of(RawHttpClient.at(RecordedAnswers.read("recorded/vmss-uniform-get.json"), "response.body")));
	}

	@Test
	void armHeaders() throws Exception {
		Set<String> simulated = new TreeSet<>(
				this.client.get(SET + "/virtualMachines?api-version=2025-04-01").headers().map().keySet());
		Map<?, ?> recorded = (Map<?, ?>) RawHttpClient
			.at(RecordedAnswers.read("recorded/vmss-uniform-vm-list-request-charge.json"), "response.headers");
		assertThat(simulated).containsAll(recorded.keySet()
			.stream()
			.map(String::valueOf)
			.filter((name) -> !Set.of("retry-after", "server", "transfer-encoding", "x-ms-routing-request-id")
				.contains(name))
			.toList());
	}

	@Test
	void instanceDocument() throws Exception {
		this.azure.imds().runsOn(this.azure.vm("orders-1"));
		Object recorded = RawHttpClient.at(RecordedAnswers.read("imds/instance-metadata-2021-11-15.json"),
				"responses.200.body.compute");
		Object simulated = this.imds.read("/metadata/instance/compute?api-version=2021-12-13");
		Map<String, String> shape = shape(List.of(simulated));
		assertThat(shape(List.of(recorded))).containsAllEntriesOf(shape);
	}

	@Test
	void network() throws Exception {
		this.azure.imds().runsOn(this.azure.vm("orders-1").ipv6Address("fd00::4"));
		assertThat(shape(List.of(this.imds.read("/metadata/instance/network?api-version=2021-12-13"))))
			.isEqualTo(shape(List.of(RecordedAnswers.read("imds/network.json"))));
	}

	@Test
	void token() throws Exception {
		this.azure.imds().runsOn(this.azure.vm("orders-1"));
		Map<String, String> simulated = shape(
				List.of(this.imds.read("/metadata/identity/oauth2/token?api-version=2018-02-01&resource=x")));
		assertThat(simulated).containsAllEntriesOf(shape(List
			.of(RawHttpClient.at(RecordedAnswers.read("imds/identity-token-2023-07-01.json"), "responses.200.body"))));
	}

	@Test
	void scheduledEvents() throws Exception {
		this.azure.imds().runsOn(this.azure.vm("orders-1"));
		this.azure.imds().events().announce(EventType.FREEZE, this.azure.vm("orders-1"));
		assertThat(shape(List.of(this.imds.read("/metadata/scheduledevents?api-version=2020-07-01"))))
			.isEqualTo(shape(List.of(RecordedAnswers.read("imds/scheduled-events-2.json"))));
	}

	private List<Object> items(String target) throws Exception {
		List<Object> items = this.client.readAll(target);
		assertThat(items).isNotEmpty();
		return items;
	}

	private static List<Object> recordedItems(String file) {
		return RawHttpClient.list(RecordedAnswers.read(file), "response.body.value");
	}

	private static void compare(List<Object> simulated, List<Object> recorded) {
		Map<String, String> simulatedShape = shape(simulated);
		Map<String, String> recordedShape = shape(recorded);
		assertThat(without(simulatedShape, recordedShape)).as("simulated, not recorded")
			.allMatch((path) -> YOUNGER.stream().anyMatch(path::startsWith));
		assertThat(without(recordedShape, simulatedShape)).as("recorded, not simulated")
			.allMatch((path) -> LEFT_OUT.stream().anyMatch(path::startsWith));
	}

	private static List<String> without(Map<String, String> one, Map<String, String> other) {
		List<String> missing = new ArrayList<>();
		one.forEach((path, kind) -> {
			if (!kind.equals(other.get(path)) && LEFT_OUT.stream().noneMatch(path::startsWith)) {
				missing.add(path + " (" + kind + ")");
			}
		});
		return missing;
	}

	/**
	 * Return the kinds of all fields by path; indexes and the names of tags are left out.
	 */
	private static Map<String, String> shape(List<Object> values) {
		Map<String, String> shape = new TreeMap<>();
		values.forEach((value) -> collect("", value, shape));
		return shape;
	}

	private static void collect(String path, Object value, Map<String, String> shape) {
		if (value instanceof Map<?, ?> object) {
			shape.putIfAbsent(path, "object");
			if (!path.endsWith("tags")) {
				object.forEach((name, field) -> collect(path.isEmpty() ? String.valueOf(name) : path + '.' + name,
						field, shape));
			}
		}
		else if (value instanceof List<?> array) {
			shape.putIfAbsent(path, "array");
			array.forEach((element) -> collect(path, element, shape));
		}
		else if (value != null) {
			shape.putIfAbsent(path, (value instanceof Number) ? "number" : value.getClass().getSimpleName());
		}
	}

}
