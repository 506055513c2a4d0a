package io.github.azurediscovery.azure;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ScopesTests {

	private static final ScopeSettings TWO_BY_TWO = new ScopeSettings(List.of("s1", "s2"), List.of("a", "b"),
			List.of());

	private static ServiceLookup set(String reference) {
		return ServiceLookup.of("orders", new ServiceLookup.ScaleSet(reference), 8080);
	}

	@Test
	void theOwnScopeHasNoLabel() {
		assertThat(Scopes.of(ScopeSettings.OWN)).containsExactly(new Scope(null, null, ""));
	}

	@Test
	void oneScopeHasNoLabel() {
		assertThat(Scopes.of(new ScopeSettings(List.of("s"), List.of("a"), List.of())))
			.containsExactly(new Scope("s", "a", ""));
	}

	@Test
	void everySubscriptionIsSearchedInEveryGroup() {
		assertThat(Scopes.of(TWO_BY_TWO)).extracting(Scope::label).containsExactly("@s1/a", "@s1/b", "@s2/a", "@s2/b");
	}

	@Test
	void aServiceMayNameItsOwn() {
		ServiceLookup lookup = new ServiceLookup("orders", new ServiceLookup.ScaleSet("orders"), 8080, null, "s9", "g9",
				null);
		assertThat(Scopes.of(TWO_BY_TWO, lookup)).containsExactly(new Scope("s9", "g9", ""));
	}

	@Test
	void aResourceIdAndTheOwnSetLieInOnePlace() {
		String id = ResourceId.scaleSet("s7", "g7", "orders").toString();
		assertThat(Scopes.of(TWO_BY_TWO, set(id))).containsExactly(new Scope("s7", "g7", ""));
		assertThat(Scopes.of(TWO_BY_TWO, set("self"))).containsExactly(new Scope(null, null, ""));
	}

	@Test
	void aBrokenResourceIdNamesItsProperty() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Scopes.of(ScopeSettings.OWN, set("/subscriptions/s/orders")))
			.withMessageContaining("azure.discovery.services.orders.scale-set=/subscriptions/s/orders");
	}

}
