package io.github.azurediscovery.envoy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.github.azurediscovery.sink.SinkTarget;
import io.github.azurediscovery.sink.TargetState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What grpc-xds picks, as the control plane tells it. */
class ProxylessPickTests {

	private final NamedBackend a = new NamedBackend("a");

	private final NamedBackend b = new NamedBackend("b");

	private final NamedBackend c = new NamedBackend("c");

	private final NamedBackend d = new NamedBackend("d");

	private ControlPlane control = ControlPlane.start();

	@AfterEach
	void close() {
		this.control.close();
		Set.of(this.a, this.b, this.c, this.d).forEach(NamedBackend::close);
	}

	private static SinkTarget at(NamedBackend backend) {
		return in("1", backend, TargetState.ROUTABLE);
	}

	private static SinkTarget in(String zone, NamedBackend backend, TargetState state) {
		return EnvoyStates.target("orders", "127.0.0.1", backend.port(), zone, state);
	}

	private static void awaitOnly(ProxylessClient client, String... backends) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> client.calls(20).keySet().equals(Set.of(backends)));
	}

	@Test
	void anInstanceThatJoinsIsPickedAndOneThatLeavesIsNot() {
		this.control.apply(at(this.a));
		try (ProxylessClient client = new ProxylessClient(this.control.port(), "orders")) {
			assertThat(client.call()).isEqualTo("a");
			this.control.apply(at(this.a), at(this.b));
			awaitOnly(client, "a", "b");
			this.control.apply(at(this.b));
			awaitOnly(client, "b");
		}
	}

	@Test
	void instancesThatAreDownOrLeavingAreNotPicked() {
		this.control.apply(at(this.a), in("1", this.b, TargetState.DOWN), in("1", this.c, TargetState.LEAVING));
		try (ProxylessClient client = new ProxylessClient(this.control.port(), "orders")) {
			assertThat(client.calls(50)).containsOnlyKeys("a");
			this.control.apply(at(this.a), at(this.b), in("1", this.c, TargetState.LEAVING));
			awaitOnly(client, "a", "b");
		}
	}

	@Test
	void whereAllAreDownTheInstancesOfBeforeServe() {
		this.control.apply(at(this.a));
		try (ProxylessClient client = new ProxylessClient(this.control.port(), "orders")) {
			assertThat(client.call()).isEqualTo("a");
			this.control.apply(in("1", this.a, TargetState.DOWN));
			assertThat(client.calls(50)).containsOnlyKeys("a");
			this.control.apply();
			assertThat(client.calls(50)).containsOnlyKeys("a");
		}
	}

	@Test
	void theLastInstanceOfAZoneDoesNotTakeTheLoadOfTheOthers() {
		this.control.apply(in("1", this.a, TargetState.ROUTABLE), in("1", this.b, TargetState.DOWN),
				in("2", this.c, TargetState.ROUTABLE), in("2", this.d, TargetState.ROUTABLE));
		try (ProxylessClient client = new ProxylessClient(this.control.port(), "orders")) {
			awaitOnly(client, "a", "c", "d");
			Map<String, Integer> calls = client.calls(900);
			assertThat(calls).containsOnlyKeys("a", "c", "d");
			assertThat(calls.values()).allSatisfy((count) -> assertThat(count).isBetween(220, 380));
		}
	}

	@Test
	void withZonePreferenceAClientCallsItsOwnZoneFirst() {
		this.control.close();
		this.control = ControlPlane.start(EnvoySettings.DEFAULT.withZonePreference(true));
		this.control.apply(in("1", this.a, TargetState.ROUTABLE), in("2", this.b, TargetState.ROUTABLE));
		try (ProxylessClient client = new ProxylessClient(this.control.port(), "orders", "2");
				ProxylessClient nowhere = new ProxylessClient(this.control.port(), "orders", "7")) {
			assertThat(client.calls(50)).containsOnlyKeys("b");
			awaitOnly(nowhere, "a", "b");
			this.control.apply(in("1", this.a, TargetState.ROUTABLE), in("2", this.b, TargetState.DOWN));
			awaitOnly(client, "a");
			this.control.apply(in("1", this.a, TargetState.ROUTABLE), in("2", this.b, TargetState.ROUTABLE));
			awaitOnly(client, "b");
		}
	}

	@Test
	void withoutTheControlPlaneCallsGoOn() {
		this.control.apply(at(this.a));
		try (ProxylessClient client = new ProxylessClient(this.control.port(), "orders")) {
			assertThat(client.call()).isEqualTo("a");
			int port = this.control.port();
			this.control.close();
			assertThat(client.calls(50)).containsOnlyKeys("a");
			this.control = ControlPlane.startAt(port);
			assertThat(client.calls(50)).as("before the first complete state").containsOnlyKeys("a");
			this.control.apply(at(this.b));
			awaitOnly(client, "b");
		}
	}

}
