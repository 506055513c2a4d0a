package io.github.azurediscovery.haproxy.dataplane;

import java.util.List;

import io.github.azurediscovery.haproxy.BackendSettings;
import io.github.azurediscovery.haproxy.HaproxySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a transaction declares, and what it cannot. */
class TransactionBodyTests {

	private static TransactionBody body(String options) {
		return new TransactionBody(HaproxySettings.builder().serverOptions(options).build());
	}

	@Test
	void everyOptionHasItsField() {
		assertThat(body("check inter 500ms fastinter 1m ssl verify required ca-file /etc/ssl/ca.pem port 8081 maxconn 9"
				+ " sni req.hdr(host)")
			.template(3)
			.toString())
			.isEqualTo("{\"prefix\":\"srv\",\"num_or_range\":\"1-3\",\"fqdn\":\"localhost\",\"port\":80,"
					+ "\"maintenance\":\"enabled\",\"init-addr\":\"last,127.0.0.1\",\"check\":\"enabled\",\"inter\":500,"
					+ "\"fastinter\":60000,\"ssl\":\"enabled\",\"verify\":\"required\",\"ssl_cafile\":\"/etc/ssl/ca.pem\","
					+ "\"health_check_port\":8081,\"maxconn\":9,\"sni\":\"req.hdr(host)\"}");
		assertThat(body("").template(1).has("check")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "check inter", "check inter soon", "fall many", "check unheard-of", "resolvers dns" })
	void anOptionWithoutAFieldIsRefusedRatherThanLeftOut(String options) {
		assertThatIllegalArgumentException().isThrownBy(() -> body(options))
			.withMessageContaining("haproxy.dynamic-server-options is " + options);
	}

	@Test
	void linesAndArgumentsOfABackendAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TransactionBody(HaproxySettings.builder()
				.backend(new BackendSettings("{name}", "", "roundrobin", "http", List.of("option httpchk")))
				.build()))
			.withMessageContaining("haproxy.backend.options");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new TransactionBody(HaproxySettings.builder()
				.backend(new BackendSettings("{name}", "", "uri depth 3", "http", List.of()))
				.build()))
			.withMessageContaining("haproxy.backend.balance");
	}

	@Test
	void theNumberOfSlotsIsRead() {
		assertThat(TransactionBody.slots(body("").template(18))).isEqualTo(18);
		assertThat(TransactionBody.slots(body("").template(1).put("num_or_range", "7"))).isEqualTo(7);
		assertThat(TransactionBody.slots(body("").template(1).put("num_or_range", "3-7"))).isZero();
	}

}
