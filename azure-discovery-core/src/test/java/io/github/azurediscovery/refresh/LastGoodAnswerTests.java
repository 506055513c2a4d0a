package io.github.azurediscovery.refresh;

import java.util.List;

import io.github.azurediscovery.catalog.Instance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LastGoodAnswerTests {

	@Test
	void anUnchangedInstanceStaysTheSameObject() {
		Instance same = instance("a", "10.0.0.1");
		Instance moved = instance("b", "10.0.0.3");
		LastGoodAnswer before = said(same, instance("b", "10.0.0.2"));
		LastGoodAnswer after = said(instance("a", "10.0.0.1"), moved, instance("c", "10.0.0.4")).following(before);
		assertThat(after.members()).hasSize(3);
		assertThat(after.members().get(0)).isSameAs(same);
		assertThat(after.members().get(1)).isSameAs(moved);
	}

	private static LastGoodAnswer said(Instance... members) {
		return new LastGoodAnswer("test", List.of(members), List.of());
	}

	private static Instance instance(String id, String host) {
		return Instance.of(id, "orders", host, 80).build();
	}

}
