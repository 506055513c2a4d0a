package io.github.azurediscovery.test;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import io.github.azurediscovery.test.estate.SimulatedVm;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Uniform scale sets, and what their calls answer for Flexible ones: calls 4, 5, 7u and
 * 8.
 */
@ExtendWith(SimulatedAzureExtension.class)
class UniformScaleSetTests {

	private static final String GROUP = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION + "/resourceGroups/shop";

	private static final String SET = GROUP + "/providers/Microsoft.Compute/virtualMachineScaleSets/orders";

	private static final String INSTANCES = SET + "/virtualMachines?api-version=2025-04-01";

	private static final String NICS = SET + "/networkInterfaces?api-version=2018-10-01";

	private RawHttpClient client;

	private SimulatedScaleSet orders;

	@BeforeEach
	void begin(SimulatedAzure azure) {
		this.client = new RawHttpClient(azure.armEndpoint());
		this.orders = azure.scaleSet("orders").uniform();
	}

	@Test
	void instancesAppearInNoListButTheirOwn() throws Exception {
		this.orders.instances(2).instance(0).publicAddress("52.1.2.3");
		for (String list : List.of("/providers/Microsoft.Compute/virtualMachines?api-version=2025-04-01",
				"/providers/Microsoft.Network/networkInterfaces?api-version=2025-03-01",
				"/providers/Microsoft.Network/publicIPAddresses?api-version=2025-03-01",
				"/resources?$filter=resourceType%20eq%20'Microsoft.Compute/virtualMachines'&api-version=2025-04-01")) {
			assertThat(this.client.readAll(GROUP + list.replace("'", "%27"))).as(list).isEmpty();
		}
		assertThat(RawHttpClient.texts(this.client.readAll(INSTANCES), "name")).containsExactly("orders_0", "orders_1");
		assertThat(this.client.readAll(SET + "/publicipaddresses?api-version=2018-10-01")).hasSize(1);
	}

	@Test
	void theInstanceViewIsThereOnlyWhenAskedFor() throws Exception {
		this.orders.instances(1).instance(0).health("initializing").power("stopping");
		assertThat(RawHttpClient.texts(this.client.readAll(INSTANCES), "properties.instanceView"))
			.containsExactly("null");
		List<Object> expanded = this.client.readAll(INSTANCES + "&$expand=instanceView");
		assertThat(RawHttpClient.texts(expanded, "properties.instanceView.statuses.1.code"))
			.containsExactly("PowerState/stopping");
		assertThat(RawHttpClient.texts(expanded, "properties.instanceView.vmHealth.status.code"))
			.containsExactly("HealthState/initializing");
	}

	@Test
	void interfacesOfAnOverProvisionedSetHaveNoVm() throws Exception {
		this.orders.instances(3);
		List<SimulatedVm> extra = this.orders.overprovisioned(4);
		assertThat(this.client.readAll(INSTANCES)).hasSize(3);
		assertThat(this.client.readAll(NICS)).hasSize(7);
		assertThat(RawHttpClient.at(this.client.read(SET + "?api-version=2025-04-01"), "sku.capacity")).isEqualTo(3);
		extra.forEach(SimulatedVm::delete);
		assertThat(this.client.readAll(NICS)).hasSize(3);
	}

	@Test
	void someInterfacesLackThePrimaryFlag() throws Exception {
		this.orders.instances(4);
		assertThat(RawHttpClient.texts(this.client.readAll(NICS), "properties.primary")).containsExactly("true", "null",
				"true", "null");
	}

	@Test
	void anInterfaceListKnowsNoYoungerApiVersionThan2018() throws Exception {
		this.orders.instances(1);
		HttpResponse<String> refused = this.client.get(SET + "/networkInterfaces?api-version=2025-03-01");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(RawHttpClient.at(RawHttpClient.json(refused), "error.code")).isEqualTo("NoRegisteredProviderFound");
	}

	@Test
	void aListIsChargedPerInstance() throws Exception {
		this.orders.instances(7);
		HttpResponse<String> answer = this.client.get(INSTANCES);
		assertThat(answer.headers().firstValue("x-ms-request-charge")).hasValue("7");
		assertThat(answer.headers().firstValue("x-ms-ratelimit-remaining-resource")).get()
			.asString()
			.contains("Microsoft.Compute/HighCostGetVMScaleSet3Min;179")
			.contains("Microsoft.Compute/VMScaleSetVMViews3Min;4993");
	}

	@Test
	void instancesInheritTheTagsOfTheSetAndTheirOwnWin() throws Exception {
		this.orders.tag("team", "red").tag("Port", "80").instances(1).instance(0).tag("port", "81");
		assertThat(RawHttpClient.at(this.client.readAll(INSTANCES).get(0), "tags").toString())
			.isEqualTo("{port=81, team=red}");
	}

	@Test
	void numbersAreUsedAgainAndIdentitiesAreNot() {
		this.orders.instances(2);
		UUID before = this.orders.instance(1).vmId();
		this.orders.instance(1).delete();
		SimulatedVm successor = this.orders.scaleOut(1).get(0);
		assertThat(successor.name()).isEqualTo("orders_1");
		assertThat(successor.vmId()).isNotEqualTo(before);
	}

	@Test
	void theHostNameIsNotTheNameOfTheResource() {
		assertThat(this.orders.instances(1).instance(0).computerName()).isEqualTo("orders000000");
	}

	@Test
	void aGetTellsModeCapacityAndWhetherItOverProvisions() throws Exception {
		this.orders.overprovision(false).zones("1", "3").instances(2);
		Object set = this.client.read(SET + "?api-version=2025-04-01");
		assertThat(RawHttpClient.at(set, "properties.orchestrationMode")).isEqualTo("Uniform");
		assertThat(RawHttpClient.at(set, "properties.overprovision")).isEqualTo(false);
		assertThat(RawHttpClient.at(set, "sku.capacity")).isEqualTo(2);
		assertThat(RawHttpClient.at(set, "zones")).isEqualTo(List.of("1", "3"));
	}

	@ParameterizedTest
	@CsvSource({ "0, 409, 404", "404, 404, 404", "409, 409, 409" })
	void aFlexibleSetRefusesTheCallsOfUniformOnes(int setting, int instances, int interfaces) throws Exception {
		this.orders.flexible().answerToUniformCalls(setting).instances(2);
		assertThat(this.client.get(INSTANCES).statusCode()).isEqualTo(instances);
		assertThat(this.client.get(NICS).statusCode()).isEqualTo(interfaces);
	}

	@Test
	void theModeOfASetWithInstancesIsFixed() {
		this.orders.instances(1);
		assertThatIllegalStateException().isThrownBy(this.orders::flexible)
			.withMessageContaining("orders")
			.withMessageContaining("cannot change");
	}

}
