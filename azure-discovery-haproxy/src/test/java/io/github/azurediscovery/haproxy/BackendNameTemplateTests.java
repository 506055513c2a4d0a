package io.github.azurediscovery.haproxy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackendNameTemplateTests {

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "{prefix}-{name}-{port}-{region}, azure, westeurope, azure-orders-8080-westeurope",
					"{prefix}-{name}-{port}-{region}, azure, -, azure-orders-8080",
					"{prefix}-{name}-{port}-{region}, '', westeurope, orders-8080-westeurope",
					"{prefix}-{region}-{name}, azure, -, azure-orders", "x_{prefix}.{name}_y, '', -, x_orders_y",
					"{name}, azure, westeurope, orders", "{region}:{name}, azure, West Europe, westeurope:orders" })
	void aPartWithoutAValueLeavesWithItsSeparator(String template, String prefix, String region, String name) {
		assertThat(new BackendNameTemplate(template, prefix).name("orders", 8080, region)).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a;b", "a/b", "a b", "a\nb", "a#b", "aäb", "a\"b" })
	void anyCharacterThatHaproxyForbidsBecomesAHyphen(String service) {
		assertThat(new BackendNameTemplate("{name}", "azure").name(service, 80, "reg;ion")).isEqualTo("a-b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{prefix}-{port}", "azure", "" })
	void aTemplateWithoutTheNameIsRefused(String template) {
		assertThatIllegalArgumentException().isThrownBy(() -> new BackendNameTemplate(template, "azure"))
			.withMessageContaining("haproxy.backend.name")
			.withMessageContaining("{name}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{name}-{zone}", "{name};{port}", "{name}\n", "a b {name}", "{name}-{" })
	void aTemplateThatIsNoNameIsRefused(String template) {
		assertThatIllegalArgumentException().isThrownBy(() -> new BackendNameTemplate(template, "azure"))
			.withMessageContaining("haproxy.backend.name");
	}

	@Test
	void onlyAFixedBeginningTellsABackendOfOurs() {
		BackendNameTemplate template = new BackendNameTemplate("{prefix}-{name}", "azure");
		assertThat(template.isOurs("azure-orders")).isTrue();
		assertThat(template.isOurs("web")).isFalse();
		assertThat(new BackendNameTemplate("{name}", "azure").isOurs("azure-orders")).isFalse();
		assertThat(new BackendNameTemplate("{prefix}-{name}", "").isOurs("orders")).isFalse();
	}

}
