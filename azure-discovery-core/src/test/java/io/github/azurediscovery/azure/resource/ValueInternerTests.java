package io.github.azurediscovery.azure.resource;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValueInternerTests {

	private final ValueInterner shared = new ValueInterner();

	@Test
	void equalValuesBecomeOneObject() {
		String first = this.shared.of("west".concat("europe"));
		assertThat(this.shared.of("west".concat("europe"))).isSameAs(first);
		ResourceTags tags = this.shared.of(ResourceTags.of(Map.of("team", "shop")));
		assertThat(this.shared.of(ResourceTags.of(Map.of("team", "shop")))).isSameAs(tags);
	}

	@Test
	void differentValuesStayDifferent() {
		ResourceTags tags = this.shared.of(ResourceTags.of(Map.of("team", "shop")));
		assertThat(this.shared.of(ResourceTags.of(Map.of("team", "stock")))).isNotEqualTo(tags);
	}

	@Test
	void nothingStaysNothing() {
		assertThat(this.shared.<String>orNull(null)).isNull();
	}

}
