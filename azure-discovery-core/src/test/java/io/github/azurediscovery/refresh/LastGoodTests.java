package io.github.azurediscovery.refresh;

import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LastGoodTests {

	@Test
	void whoeverDidNotChangeStaysTheSameObject() {
		Instance same = instance("a", "10.0.0.1");
		Instance moved = instance("b", "10.0.0.3");
		LastGood before = said(same, instance("b", "10.0.0.2"));
		LastGood after = said(instance("a", "10.0.0.1"), moved, instance("c", "10.0.0.4")).following(before);
		assertThat(after.members()).hasSize(3);
		assertThat(after.members().get(0)).isSameAs(same);
		assertThat(after.members().get(1)).isSameAs(moved);
	}

	private static LastGood said(Instance... members) {
		return new LastGood("test", List.of(members), List.of());
	}

	private static Instance instance(String id, String host) {
		return Instance.of(id, "orders", host, 80).build();
	}

}
