package io.github.azurediscovery.azure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ResourceIdTests {

	private static final String VM = "/subscriptions/S/resourceGroups/Shop/providers/Microsoft.Compute"
			+ "/virtualMachineScaleSets/Orders/virtualMachines/7";

	@Test
	void isTheSameInAnyCase() {
		assertThat(ResourceId.of(VM)).isEqualTo(ResourceId.of(VM.toUpperCase(java.util.Locale.ROOT)))
			.hasSameHashCodeAs(ResourceId.of(VM.toLowerCase(java.util.Locale.ROOT)));
	}

	@Test
	void knowsWhereItLies() {
		ResourceId id = ResourceId.of(VM);
		assertThat(id.subscription()).isEqualTo("S");
		assertThat(id.group()).isEqualTo("Shop");
		assertThat(id.plainGroup()).isEqualTo("shop");
		assertThat(id.name()).isEqualTo("7");
		assertThat(id.scaleSet()).isEqualTo(ResourceId.scaleSet("s", "SHOP", "orders"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "orders", "/", "/subscriptions", "/subscriptions/s/resourceGroups", "/tenants/t",
			"subscriptions/s" })
	void refusesWhatIsNone(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ResourceId.of(text));
		assertThat(ResourceId.orNull(text)).isNull();
	}

}
