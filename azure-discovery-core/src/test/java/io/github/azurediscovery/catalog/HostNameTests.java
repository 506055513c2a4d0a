package io.github.azurediscovery.catalog;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "orders", "my-orders", "orders.example", "10.0.0.4", "[fd00::4]", "[::1]" })
	void accepts(String text) {
		assertThat(HostName.isValid(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "my_orders", "a b", "orders:80", "fd00::4", "user@orders", "orders/x", "orders?x",
			"-orders", "[fd00::4", "orders#x", "%41" })
	void refuses(String text) {
		assertThat(HostName.isValid(text)).isFalse();
	}

}
