package io.github.azurediscovery.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EnvironmentSourceTests {

	private static final RefreshRound ROUND = new RefreshRound(1, Instant.EPOCH);

	@Test
	void readsNumberedVariablesWhateverGapsThereAre() throws Exception {
		SourceAnswer answer = source("orders", Map.of("ORDERS_10", "c:80", "ORDERS_0", "a:80", "ORDERS_2", "[::1]:80",
				"ORDERS_X", "x:80", "MY_ORDERS_1", "y:80"))
			.fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::id).containsExactly("a:80", "[::1]:80", "c:80");
		assertThat(answer.instances()).extracting(Instance::source).containsOnly("environment:orders");
	}

	@Test
	void readsTheVariablesThatKubernetesSets() throws Exception {
		SourceAnswer answer = source("my-orders",
				Map.of("MY_ORDERS_SERVICE_HOST", "10.0.0.11", "MY_ORDERS_SERVICE_PORT", "6379"))
			.fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::id).containsExactly("10.0.0.11:6379");
	}

	@Test
	void readsAnIpv6ServiceOfKubernetes() throws Exception {
		SourceAnswer answer = source("orders", Map.of("ORDERS_SERVICE_HOST", "fd00::11", "ORDERS_SERVICE_PORT", "6379"))
			.fetch(ROUND);
		assertThat(answer.instances()).extracting(Instance::id).containsExactly("[fd00::11]:6379");
	}

	@Test
	void takesTheDefaultPortWhereKubernetesSetsNone() throws Exception {
		EnvironmentSource source = new EnvironmentSource(ServiceAddressDefaults.of("orders").withPort(81), "orders",
				Map.of("ORDERS_SERVICE_HOST", "10.0.0.11"));
		assertThat(source.fetch(ROUND).instances()).extracting(Instance::id).containsExactly("10.0.0.11:81");
	}

	/** With the services orders and orders-service in one namespace. */
	@Test
	void aPortThatIsTheLinkOfAnotherServiceIsNone() throws Exception {
		Map<String, String> environment = Map.of("ORDERS_SERVICE_HOST", "10.0.0.11", "ORDERS_SERVICE_PORT",
				"tcp://10.0.0.12:7000", "ORDERS_PORT", "tcp://10.0.0.11:6379", "ORDERS_PORT_6379_TCP_PORT", "6379");
		assertThat(source("orders", environment).fetch(ROUND).instances()).extracting(Instance::id)
			.containsExactly("10.0.0.11:6379");
		EnvironmentSource withPort = new EnvironmentSource(ServiceAddressDefaults.of("orders").withPort(81), "orders",
				environment);
		assertThat(withPort.fetch(ROUND).instances()).as("the configured port")
			.extracting(Instance::id)
			.containsExactly("10.0.0.11:81");
	}

	@Test
	void theOnlyPortOfTheServiceTakesThePlaceOfALinkToAnother() throws Exception {
		assertThat(source("orders",
				Map.of("ORDERS_SERVICE_HOST", "10.0.0.11", "ORDERS_SERVICE_PORT", "tcp://10.0.0.12:7000",
						"ORDERS_PORT_6379_TCP_PORT", "6379", "ORDERS_PORT_6379_TCP_ADDR", "10.0.0.11"))
			.fetch(ROUND)
			.instances()).extracting(Instance::id).containsExactly("10.0.0.11:6379");
	}

	@Test
	void amongSeveralPortsNoneIsChosen() {
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> source("orders",
					Map.of("ORDERS_SERVICE_HOST", "10.0.0.11", "ORDERS_SERVICE_PORT", "tcp://10.0.0.12:7000",
							"ORDERS_PORT_80_TCP_PORT", "80", "ORDERS_PORT_81_TCP_PORT", "81"))
				.fetch(ROUND))
			.withMessageContaining("has no port, and no default port is configured");
	}

	@Test
	void aLinkAloneIsEnough() throws Exception {
		assertThat(source("orders", Map.of("ORDERS_PORT", "tcp://10.0.0.11:6379")).fetch(ROUND).instances())
			.extracting(Instance::id)
			.containsExactly("10.0.0.11:6379");
		assertThat(source("orders", Map.of("ORDERS_PORT", "tcp://[fd00::11]:6379")).fetch(ROUND).instances())
			.extracting(Instance::id)
			.containsExactly("[fd00::11]:6379");
	}

	@Test
	void whatIsNoLinkOfTcpIsNone() {
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> source("orders", Map.of("ORDERS_PORT", "udp://10.0.0.11:53")).fetch(ROUND))
			.withMessage("neither ORDERS_0 nor ORDERS_SERVICE_HOST is set in the environment");
	}

	@Test
	void rejectsABadVariableByName() throws Exception {
		SourceAnswer answer = source("orders", Map.of("ORDERS_0", "a:80", "ORDERS_1", "a:b")).fetch(ROUND);
		assertThat(answer.rejected()).singleElement().satisfies((rejection) -> {
			assertThat(rejection.name()).isEqualTo("ORDERS_1");
			assertThat(rejection.detail()).isEqualTo("'a:b': 'b' is not a port number");
		});
	}

	@Test
	void failsWhenNothingIsSet() {
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> source("orders", Map.of()).fetch(ROUND))
			.withMessage("neither ORDERS_0 nor ORDERS_SERVICE_HOST is set in the environment");
	}

	@Test
	void failsWhenNothingIsAnAddress() {
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> source("orders", Map.of("ORDERS_0", "?")).fetch(ROUND))
			.withMessageStartingWith("the environment has no valid address: ORDERS_0: ");
	}

	@Test
	void hasTheIntervalOfItsService() {
		Duration interval = Duration.ofMinutes(1);
		assertThat(new EnvironmentSource(ServiceAddressDefaults.of("orders").withInterval(interval), "o").interval())
			.isEqualTo(interval);
	}

	private static EnvironmentSource source(String service, Map<String, String> environment) {
		return new EnvironmentSource(ServiceAddressDefaults.of(service), service, environment);
	}

}
