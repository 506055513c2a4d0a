package io.github.azurediscovery.azure;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharedTests {

	private final Shared shared = new Shared();

	@Test
	void equalValuesBecomeOneObject() {
		String first = this.shared.of("west".concat("europe"));
		assertThat(this.shared.of("west".concat("europe"))).isSameAs(first);
		TagSet tags = this.shared.of(TagSet.of(Map.of("team", "shop")));
		assertThat(this.shared.of(TagSet.of(Map.of("team", "shop")))).isSameAs(tags);
	}

	@Test
	void differentValuesStayDifferent() {
		TagSet tags = this.shared.of(TagSet.of(Map.of("team", "shop")));
		assertThat(this.shared.of(TagSet.of(Map.of("team", "stock")))).isNotEqualTo(tags);
	}

	@Test
	void nothingStaysNothing() {
		assertThat(this.shared.<String>orNull(null)).isNull();
	}

}
