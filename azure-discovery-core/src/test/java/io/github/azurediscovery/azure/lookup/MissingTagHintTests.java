package io.github.azurediscovery.azure.lookup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.azure.inventory.ScopeVmListing;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.ResourceTags;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Names of tags come from outside: few are named, each on one visible line. */
class MissingTagHintTests {

	private static final String FORGED = "\n12:00:00.000 ERROR [main] the disk is on fire";

	@Test
	void theNameOfATagIsOneVisibleLine() {
		String miss = MissingTagHint
			.of(new ScopeVmListing(vm(Map.of("Service:\nName", "orders", "Service:Name" + FORGED, "x")), Map.of(),
					Map.of(), List.of(), Map.of()), "Discovery:Service:Name");
		assertThat(miss).contains("Service:\\u000AName").doesNotContain("\n");
	}

	@Test
	void noMoreThanFiveTagsAreNamed() {
		Map<String, String> tags = new TreeMap<>();
		for (int i = 0; i < 40; i++) {
			tags.put("Service:" + "-".repeat(i) + "Name", "orders");
		}
		String miss = MissingTagHint.of(new ScopeVmListing(vm(tags), Map.of(), Map.of(), List.of(), Map.of()),
				"Discovery:Service:Name");
		assertThat(miss).isNotNull();
		assertThat(miss.split(" carry ", -1)).hasSize(6);
	}

	private static Map<AzureResourceId, ListedResource> vm(Map<String, String> tags) {
		AzureResourceId id = AzureResourceId
			.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm");
		return Map.of(id, new ListedResource(id, "vm", "westeurope", ResourceTags.of(tags), null, null));
	}

}
