package io.github.azurediscovery.azure.resource;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValueInternerTests {

	private final ValueInterner interner = new ValueInterner();

	@Test
	void equalValuesBecomeOneObject() {
		String first = this.interner.intern("west".concat("europe"));
		assertThat(this.interner.intern("west".concat("europe"))).isSameAs(first);
		ResourceTags tags = this.interner.intern(ResourceTags.of(Map.of("team", "shop")));
		assertThat(this.interner.intern(ResourceTags.of(Map.of("team", "shop")))).isSameAs(tags);
	}

	@Test
	void differentValuesStayDifferent() {
		ResourceTags tags = this.interner.intern(ResourceTags.of(Map.of("team", "shop")));
		assertThat(this.interner.intern(ResourceTags.of(Map.of("team", "stock")))).isNotEqualTo(tags);
	}

	@Test
	void nullStaysNull() {
		assertThat(this.interner.<String>internOrNull(null)).isNull();
	}

}
