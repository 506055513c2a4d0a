package io.github.azurediscovery.azure.source;

import java.util.List;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.ScopeSettings;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScopeExpanderTests {

	private static final ScopeSettings TWO_BY_TWO = new ScopeSettings(List.of("s1", "s2"), List.of("a", "b"),
			List.of());

	private static AzureServiceDefinition set(String reference) {
		return AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet(reference), 8080);
	}

	@Test
	void theOwnScopeHasNoLabel() {
		assertThat(ScopeExpander.of(ScopeSettings.OWN)).containsExactly(new ConfiguredScope(null, null, ""));
	}

	@Test
	void oneScopeHasNoLabel() {
		assertThat(ScopeExpander.of(ScopeSettings.of("s", "a"))).containsExactly(new ConfiguredScope("s", "a", ""));
	}

	@Test
	void everySubscriptionIsSearchedInEveryGroup() {
		assertThat(ScopeExpander.of(TWO_BY_TWO)).extracting(ConfiguredScope::label)
			.containsExactly("@s1/a", "@s1/b", "@s2/a", "@s2/b");
	}

	@Test
	void aServiceMayNameItsOwn() {
		AzureServiceDefinition lookup = AzureServiceDefinition
			.builder("orders", new AzureServiceDefinition.ScaleSet("orders"))
			.port(8080)
			.subscription("s9")
			.resourceGroup("g9")
			.build();
		assertThat(ScopeExpander.of(TWO_BY_TWO, lookup)).containsExactly(new ConfiguredScope("s9", "g9", ""));
	}

	@Test
	void aResourceIdAndTheOwnSetLieInOnePlace() {
		String id = AzureResourceId.scaleSet("s7", "g7", "orders").toString();
		assertThat(ScopeExpander.of(TWO_BY_TWO, set(id))).containsExactly(new ConfiguredScope("s7", "g7", ""));
		assertThat(ScopeExpander.of(TWO_BY_TWO, set("self"))).containsExactly(new ConfiguredScope(null, null, ""));
	}

	@Test
	void aBrokenResourceIdNamesItsProperty() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ScopeExpander.of(ScopeSettings.OWN, set("/subscriptions/s/orders")))
			.withMessageContaining("azure.discovery.services.orders.scale-set=/subscriptions/s/orders");
	}

}
