package io.github.azurediscovery.envoy;

import java.util.HashMap;
import java.util.Map;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that are given what changed. */
class DeltaProtocolTests {

	/** Long enough for an answer that must not come: on loopback it takes a few ms. */
	private static final long MOMENT = 200;

	private final ControlPlane control = ControlPlane.start();

	@AfterEach
	void close() {
		this.control.close();
	}

	private static Map<String, String> versions(DeltaDiscoveryResponse response) {
		Map<String, String> versions = new HashMap<>();
		response.getResourcesList().forEach((resource) -> versions.put(resource.getName(), resource.getVersion()));
		return versions;
	}

	@Test
	void ofAThousandClustersTheOneThatChangedIsSent() {
		this.control.apply(EnvoyStates.services(1000, -1));
		String[] names = new String[1000];
		for (int service = 0; service < names.length; service++) {
			names[service] = "s" + service;
		}
		try (DeltaStream client = new DeltaStream(this.control, WorldStream.ENVOY)) {
			client.ask(ResourceKind.CLUSTERS, Map.of());
			DeltaDiscoveryResponse clusters = client.next();
			assertThat(clusters.getResourcesCount()).isEqualTo(1000);
			client.accept(clusters);
			client.ask(ResourceKind.ENDPOINTS, Map.of(), names);
			DeltaDiscoveryResponse endpoints = client.next();
			assertThat(endpoints.getResourcesCount()).isEqualTo(1000);
			client.accept(endpoints);
			assertThat(client.poll(MOMENT)).isNull();
			assertThat(this.control.apply(EnvoyStates.services(1000, 7)).changes()).isOne();
			assertThat(DeltaStream.names(client.next())).containsExactly("s7");
			assertThat(client.poll(MOMENT)).isNull();
		}
	}

	@Test
	void aClientThatRefusesGetsOneAnswerForEachSnapshot() {
		this.control.apply(EnvoyStates.services(2, -1));
		try (DeltaStream client = new DeltaStream(this.control, WorldStream.ENVOY)) {
			client.ask(ResourceKind.ENDPOINTS, Map.of(), "s0", "s1");
			client.refuse(client.next());
			assertThat(client.poll(MOMENT)).isNull();
			this.control.apply(EnvoyStates.services(2, 0));
			DeltaDiscoveryResponse again = client.next();
			assertThat(DeltaStream.names(again)).containsExactly("s0");
			client.refuse(again);
			assertThat(client.poll(MOMENT)).isNull();
			assertThat(this.control.sink().rejections("endpoints")).isEqualTo(2);
		}
	}

	@Test
	void aClientThatRefusesClustersGetsOneAnswerForEachSnapshot() {
		this.control.apply(EnvoyStates.services(1, -1));
		try (DeltaStream client = new DeltaStream(this.control, WorldStream.ENVOY)) {
			client.ask(ResourceKind.CLUSTERS, Map.of());
			client.refuse(client.next());
			assertThat(client.poll(MOMENT)).isNull();
			this.control.apply(EnvoyStates.services(2, -1));
			client.refuse(client.next());
			assertThat(client.poll(MOMENT)).isNull();
		}
	}

	@Test
	void aClientThatReconnectsGetsNothingThatItHasAndIsToldWhatIsGone() {
		this.control.apply(EnvoyStates.services(3, -1));
		Map<String, String> held;
		try (DeltaStream client = new DeltaStream(this.control, WorldStream.ENVOY)) {
			client.ask(ResourceKind.CLUSTERS, Map.of());
			held = versions(client.next());
		}
		held.put("ghost", "1");
		try (ControlPlane restarted = ControlPlane.start();
				DeltaStream early = new DeltaStream(restarted, WorldStream.ENVOY)) {
			early.ask(ResourceKind.CLUSTERS, held);
			assertThat(early.poll(MOMENT)).as("before the first complete state").isNull();
			restarted.apply(EnvoyStates.services(3, -1));
			onlyTheGhostGoes(early);
			try (DeltaStream late = new DeltaStream(restarted, WorldStream.ENVOY)) {
				late.ask(ResourceKind.CLUSTERS, held);
				onlyTheGhostGoes(late);
				restarted.apply(EnvoyStates.services(4, -1));
				assertThat(DeltaStream.names(late.next())).containsExactly("s3");
				assertThat(DeltaStream.names(early.next())).containsExactly("s3");
			}
		}
	}

	private static void onlyTheGhostGoes(DeltaStream client) {
		DeltaDiscoveryResponse response = client.next();
		assertThat(response.getRemovedResourcesList()).containsExactly("ghost");
		assertThat(response.getResourcesList()).isEmpty();
		client.accept(response);
		assertThat(client.poll(MOMENT)).isNull();
	}

	@Test
	void whatIsGoneIsToldOnce() {
		this.control.apply(EnvoyStates.services(1, -1));
		try (DeltaStream client = new DeltaStream(this.control, WorldStream.ENVOY)) {
			client.ask(ResourceKind.CLUSTERS, Map.of("ghost", "1"));
			DeltaDiscoveryResponse first = client.next();
			assertThat(first.getRemovedResourcesList()).containsExactly("ghost");
			this.control.apply(EnvoyStates.services(2, -1));
			client.accept(first);
			DeltaDiscoveryResponse second = client.next();
			assertThat(second.getRemovedResourcesList()).isEmpty();
			assertThat(DeltaStream.names(second)).containsExactly("s1");
		}
	}

	@Test
	void aClientThatLeavesBeforeTheFirstStateIsForgotten() {
		DeltaStream client = new DeltaStream(this.control, WorldStream.ENVOY);
		client.ask(ResourceKind.CLUSTERS, Map.of());
		Awaitility.await().until(() -> this.control.sink().clients(ClientKind.ENVOY) == 1);
		client.close();
		Awaitility.await().until(() -> this.control.sink().clients(ClientKind.ENVOY) == 0);
		this.control.apply(EnvoyStates.services(1, -1));
		assertThat(client.poll(MOMENT)).isNull();
	}

	@Test
	void aServiceWithoutInstancesKeepsItsClusterAndHasNoEndpoints() {
		this.control.apply(EnvoyStates.services(2, -1));
		try (DeltaStream client = new DeltaStream(this.control, WorldStream.ENVOY)) {
			client.ask(ResourceKind.ENDPOINTS, Map.of(), "s0", "s1");
			client.accept(client.next());
			this.control.apply(EnvoyStates.services(1, -1));
			DeltaDiscoveryResponse response = client.next();
			assertThat(response.getRemovedResourcesList()).isEmpty();
			assertThat(DeltaStream.names(response)).containsExactly("s1");
		}
	}

}
