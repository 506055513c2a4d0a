package io.github.azurediscovery.catalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

	@ParameterizedTest
	@CsvSource({ "orders,true", "orders-eu.test,true", "1a.b2,true", "'',false", "Orders,false", "-a,false", "a-,false",
			"a_b,false", "a..b,false", "a.,false", "[fd00::4],false" })
	void mayBeANameInDns(String text, boolean name) {
		assertThat(HostName.isDnsName(text)).isEqualTo(name);
	}

	@Test
	void aNameInDnsHasAtMost253CharactersAnd63InALabel() {
		assertThat(HostName.isDnsName("a".repeat(63))).isTrue();
		assertThat(HostName.isDnsName("a".repeat(64))).isFalse();
		assertThat(HostName.isDnsName("a.".repeat(126) + "a")).isTrue();
		assertThat(HostName.isDnsName("a.".repeat(127) + "a")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "fd00::4,[fd00::4]", "[fd00::4],[fd00::4]", "10.0.0.4,10.0.0.4", "orders.test,orders.test" })
	void putsIpv6IntoBrackets(String address, String host) {
		assertThat(HostName.bracketed(address)).isEqualTo(host);
	}

	@ParameterizedTest
	@CsvSource({ "[fd00::4],fd00::4", "fd00::4,fd00::4", "10.0.0.4,10.0.0.4", "orders.test,orders.test" })
	void takesIpv6OutOfItsBrackets(String host, String address) {
		assertThat(HostName.unbracketed(host)).isEqualTo(address);
	}

}
