package io.github.azurediscovery.envoy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.azurediscovery.sink.AbsentNames;
import io.github.azurediscovery.sink.DesiredState;
import io.github.azurediscovery.sink.SinkTarget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServiceMemoryTests {

	private static final SinkTarget ORDERS = EnvoyStates.routable("orders", "10.0.0.1", 8080);

	private static final SinkTarget OTHER = EnvoyStates.routable("other", "10.0.0.2", 8080);

	private final AtomicLong nanos = new AtomicLong();

	private final ServiceMemory memory = new ServiceMemory(EnvoySettings.DEFAULT.withServices(Set.of("payments")),
			this.nanos::get);

	private List<String> services(DesiredState state) {
		return this.memory.view(state, new TreeMap<>()).stream().map(ServiceView::service).toList();
	}

	private void pass(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	@Test
	void aServiceIsForgottenAnHourAfterItsLastInstanceUnlessItIsConfigured() {
		assertThat(services(EnvoyStates.complete(ORDERS, OTHER))).containsExactly("orders", "other", "payments");
		assertThat(services(EnvoyStates.complete(OTHER))).containsExactly("orders", "other", "payments");
		pass(Duration.ofMinutes(59));
		assertThat(services(EnvoyStates.complete(OTHER))).containsExactly("orders", "other", "payments");
		pass(Duration.ofMinutes(1));
		assertThat(services(EnvoyStates.complete(OTHER))).containsExactly("other", "payments");
		pass(Duration.ofDays(1));
		assertThat(services(EnvoyStates.complete(OTHER, ORDERS))).containsExactly("orders", "other", "payments");
	}

	@Test
	void aServiceThatComesBackIsKeptAnew() {
		services(EnvoyStates.complete(ORDERS));
		services(EnvoyStates.complete());
		pass(Duration.ofMinutes(59));
		services(EnvoyStates.complete(ORDERS));
		services(EnvoyStates.complete());
		pass(Duration.ofMinutes(59));
		assertThat(services(EnvoyStates.complete())).containsExactly("orders", "payments");
	}

	@Test
	void servicesThatAreRenamedInEachRoundDoNotPileUp() {
		for (int round = 0; round < 20; round++) {
			SinkTarget[] renamed = new SinkTarget[500];
			for (int service = 0; service < renamed.length; service++) {
				renamed[service] = EnvoyStates.routable("s" + service + "-g" + round, "10.0.0.1", 8080);
			}
			services(EnvoyStates.complete(renamed));
			pass(Duration.ofSeconds(30));
		}
		assertThat(services(EnvoyStates.complete())).hasSize(AbsentNames.MOST + 1).contains("payments", "s0-g19");
	}

}
