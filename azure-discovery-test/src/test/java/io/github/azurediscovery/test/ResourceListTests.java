package io.github.azurediscovery.test;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.test.arm.ReadRights;
import io.github.azurediscovery.test.junit.SimulatedAzureExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ARM's list of tracked resources: call 9.
 */
@ExtendWith(SimulatedAzureExtension.class)
class ResourceListTests {

	private static final String SUBSCRIPTION = "/subscriptions/" + SimulatedAzure.SUBSCRIPTION;

	private static final String VMS = "resourceType eq 'Microsoft.Compute/virtualMachines'";

	private final SimulatedAzure azure;

	private final RawHttpClient client;

	ResourceListTests(SimulatedAzure azure) {
		this.azure = azure;
		this.client = new RawHttpClient(azure.armEndpoint());
	}

	@BeforeEach
	void begin() {
		this.azure.vm("orders-1").tag("Team", "blue").zone("1");
		this.azure.scaleSet("payments").uniform().tag("Team", "red").instances(2);
		this.azure.resourceGroup("other").location("northeurope").vm("stranger");
	}

	@Test
	void showsIdTagsAndLocationAndNothingElse() throws Exception {
		Object vm = list("/resourceGroups/shop", VMS).get(0);
		assertThat(vm).isEqualTo(
				Map.of("id", SUBSCRIPTION + "/resourceGroups/SHOP/providers/Microsoft.Compute/virtualMachines/orders-1",
						"name", "orders-1", "type", "Microsoft.Compute/virtualMachines", "location", "westeurope",
						"tags", Map.of("Team", "blue")));
	}

	@Test
	void showsTheCapacityOfAScaleSet() throws Exception {
		Object set = list("/resourceGroups/shop", "resourceType eq 'Microsoft.Compute/virtualMachineScaleSets'").get(0);
		assertThat(RawHttpClient.at(set, "sku"))
			.isEqualTo(Map.of("name", "Standard_D2s_v5", "tier", "Standard", "capacity", 2));
		this.azure.scaleSet("payments").capacity(5);
		assertThat(RawHttpClient.texts(
				list("/resourceGroups/shop", "resourceType eq 'Microsoft.Compute/virtualMachineScaleSets'"),
				"sku.capacity"))
			.containsExactly("5");
	}

	@Test
	void filtersByOneOrSeveralTypes() throws Exception {
		assertThat(RawHttpClient.texts(list("", VMS), "location")).containsExactly("northeurope", "westeurope");
		assertThat(RawHttpClient
			.texts(list("", VMS + " or resourceType eq 'microsoft.compute/VIRTUALMACHINESCALESETS'"), "name"))
			.containsExactlyInAnyOrder("orders-1", "payments", "stranger");
	}

	@Test
	void withoutAFilterShowsEverything() throws Exception {
		List<Object> all = this.client.readAll(SUBSCRIPTION + "/resourceGroups/shop/resources?api-version=2025-04-01");
		assertThat(RawHttpClient.texts(all, "type")).containsExactlyInAnyOrder("Microsoft.Compute/virtualMachines",
				"Microsoft.Compute/virtualMachineScaleSets", "Microsoft.Network/networkInterfaces");
	}

	@Test
	void aTagFilterAnswersWithoutTags() throws Exception {
		List<Object> found = list("", "tagName eq 'team' and tagValue eq 'blue'");
		assertThat(RawHttpClient.texts(found, "name")).containsExactly("orders-1");
		assertThat(RawHttpClient.texts(found, "tags")).containsExactly("null");
		assertThat(list("", "tagName eq 'team' and tagValue eq 'Blue'")).isEmpty();
		assertThat(list("", "tagName eq 'team'")).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense", "location eq 'westeurope'",
			"resourceType eq 'Microsoft.Compute/virtualMachines' and tagName eq 'team'" })
	void refusesOtherFilters(String filter) throws Exception {
		assertThat(this.client.get(target("", filter)).statusCode()).isEqualTo(400);
	}

	@Test
	void topLimitsThePage() throws Exception {
		Object page = this.client.read(target("", VMS) + "&$top=1");
		assertThat(RawHttpClient.list(page, "value")).hasSize(1);
		assertThat((String) RawHttpClient.at(page, "nextLink")).contains("$top=1").contains("$skiptoken=");
	}

	@Test
	void isFilteredToWhatTheSubjectMayRead() throws Exception {
		this.azure.access().defaultRights(ReadRights.on(this.azure.resourceGroup("other").id()));
		assertThat(RawHttpClient.texts(list("", VMS), "name")).containsExactly("stranger");
		this.azure.access().defaultRights(ReadRights.EVERYTHING.without("Microsoft.Compute/virtualMachines/read"));
		assertThat(list("", VMS)).isEmpty();
		this.azure.access().defaultRights(ReadRights.EVERYTHING);
		assertThat(list("", VMS)).hasSize(2);
	}

	private List<Object> list(String group, String filter) throws Exception {
		return this.client.readAll(target(group, filter));
	}

	private static String target(String group, String filter) {
		return SUBSCRIPTION + group + "/resources?$filter=" + RawHttpClient.parameter(filter)
				+ "&api-version=2025-04-01";
	}

}
