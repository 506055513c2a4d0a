package io.github.azurediscovery.azure.resource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AzureResourceIdTests {

	private static final String VM = "/subscriptions/S/resourceGroups/Shop/providers/Microsoft.Compute"
			+ "/virtualMachineScaleSets/Orders/virtualMachines/7";

	@Test
	void ignoresCase() {
		assertThat(AzureResourceId.of(VM)).isEqualTo(AzureResourceId.of(VM.toUpperCase(java.util.Locale.ROOT)))
			.hasSameHashCodeAs(AzureResourceId.of(VM.toLowerCase(java.util.Locale.ROOT)));
	}

	@Test
	void knowsSubscriptionAndGroup() {
		AzureResourceId id = AzureResourceId.of(VM);
		assertThat(id.subscription()).isEqualTo("S");
		assertThat(id.group()).isEqualTo("Shop");
		assertThat(id.plainGroup()).isEqualTo("shop");
		assertThat(id.name()).isEqualTo("7");
		assertThat(id.scaleSet()).isEqualTo(AzureResourceId.scaleSet("s", "SHOP", "orders"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "orders", "/", "/subscriptions", "/subscriptions/s/resourceGroups", "/tenants/t",
			"subscriptions/s" })
	void rejectsInvalidIds(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AzureResourceId.of(text));
		assertThat(AzureResourceId.orNull(text)).isNull();
	}

}
