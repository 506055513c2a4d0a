package io.github.azurediscovery.catalog;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListenerSubscriptionTests {

	private final List<String> told = new ArrayList<>();

	@Test
	void addsTheListenerUntilItIsClosed() {
		ListenerSubscription subscription = ListenerSubscription.add("listener", this.told);
		assertThat(this.told).containsExactly("listener");
		subscription.close();
		assertThat(this.told).isEmpty();
	}

	@Test
	void closedTwiceItEndsNoOtherSubscriptionOfTheSameListener() {
		ListenerSubscription first = ListenerSubscription.add("listener", this.told);
		ListenerSubscription.add("listener", this.told);
		first.close();
		first.close();
		assertThat(this.told).containsExactly("listener");
	}

}
