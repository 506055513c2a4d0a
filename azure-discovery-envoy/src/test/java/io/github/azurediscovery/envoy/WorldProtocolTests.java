package io.github.azurediscovery.envoy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.Any;
import io.envoyproxy.controlplane.cache.Resources;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.envoyproxy.envoy.service.endpoint.v3.EndpointDiscoveryServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that are given the state of the world. */
@ExtendWith(OutputCaptureExtension.class)
class WorldProtocolTests {

	/** Long enough for an answer that must not come: on loopback it takes a few ms. */
	private static final long MOMENT = 200;

	private final ControlPlane control = ControlPlane.start();

	@AfterEach
	void close() {
		this.control.close();
	}

	private static List<String> names(DiscoveryResponse response) {
		return response.getResourcesList().stream().map(WorldProtocolTests::name).sorted().toList();
	}

	private static String name(Any resource) {
		return Resources.getResourceName(resource);
	}

	@Test
	void nothingIsSentBeforeTheFirstCompleteState() {
		this.control.apply(EnvoyStates.incomplete(EnvoyStates.routable("orders", "10.0.0.1", 8080)));
		try (WorldStream client = new WorldStream(this.control, WorldStream.ENVOY)) {
			client.ask(ResourceKind.CLUSTERS, "");
			assertThat(client.poll(MOMENT)).isNull();
			this.control.apply(EnvoyStates.services(2, -1));
			assertThat(names(client.next())).containsExactly("s0", "s1");
		}
	}

	@Test
	void aClientThatRefusesGetsOneAnswerForEachSnapshotAndOthersAreUnaffected(CapturedOutput log) {
		this.control.apply(EnvoyStates.services(1, -1));
		try (WorldStream refusing = new WorldStream(this.control, WorldStream.ENVOY);
				WorldStream other = new WorldStream(this.control, WorldStream.ENVOY)) {
			refusing.ask(ResourceKind.ENDPOINTS, "", "s0");
			other.ask(ResourceKind.ENDPOINTS, "", "s0");
			DiscoveryResponse refused = refusing.next();
			refusing.refuse(refused, "", "s0");
			other.accept(other.next(), "s0");
			assertThat(refusing.poll(MOMENT)).isNull();
			this.control.apply(EnvoyStates.services(1, 0));
			DiscoveryResponse again = refusing.next();
			assertThat(again.getVersionInfo()).isNotEqualTo(refused.getVersionInfo());
			refusing.refuse(again, "", "s0");
			assertThat(refusing.poll(MOMENT)).isNull();
			assertThat(names(other.next())).containsExactly("s0");
		}
		assertThat(this.control.sink().rejections("endpoints")).isEqualTo(2);
		assertThat(log).contains("refuses its endpoints").contains("'envoy-1' (envoy): no\\u0009thanks");
	}

	@Test
	void aRefusalThatArrivesAfterTheNextSnapshotIsAnsweredWithThat() {
		this.control.apply(EnvoyStates.services(1, -1));
		try (WorldStream client = new WorldStream(this.control, WorldStream.ENVOY)) {
			client.ask(ResourceKind.CLUSTERS, "");
			DiscoveryResponse refused = client.next();
			this.control.apply(EnvoyStates.services(2, -1));
			client.refuse(refused, "");
			assertThat(names(client.next())).containsExactly("s0", "s1");
		}
	}

	@Test
	void aRefusalIsANoteUntilItIsOver() {
		this.control.apply(EnvoyStates.services(1, -1));
		try (WorldStream client = new WorldStream(this.control, WorldStream.ENVOY)) {
			client.ask(ResourceKind.CLUSTERS, "");
			client.refuse(client.next(), "");
			Awaitility.await().until(() -> this.control.sink().rejections("clusters") == 1);
			assertThat(this.control.apply(EnvoyStates.services(2, -1)).notes()).hasEntrySatisfying("clusters",
					(note) -> assertThat(note).contains("refused by 'envoy-1' (envoy)"));
			client.accept(client.next());
			Awaitility.await().until(() -> this.control.apply(EnvoyStates.services(2, -1)).notes().isEmpty());
		}
	}

	@Test
	void aNameThatDoesNotExistSilencesNoOther() {
		this.control.apply(EnvoyStates.services(1, -1));
		try (WorldStream client = new WorldStream(this.control, WorldStream.GRPC)) {
			client.ask(ResourceKind.LISTENERS, "", "s0", "misspelt");
			DiscoveryResponse response = client.next();
			assertThat(names(response)).containsExactly("s0");
			client.accept(response, "s0", "misspelt");
			assertThat(client.poll(MOMENT)).isNull();
		}
	}

	@Test
	void aClientIsKnownByWhatItSaidFirst() {
		this.control.apply(EnvoyStates.services(1, -1));
		try (WorldStream client = new WorldStream(this.control, WorldStream.GRPC)) {
			client.ask(ResourceKind.CLUSTERS, "", "s0");
			client.accept(client.next(), "s0");
			client.ask(ResourceKind.LISTENERS, "", "s0");
			DiscoveryResponse listeners = client.next();
			assertThat(listeners.getTypeUrl()).isEqualTo(ResourceKind.LISTENERS.typeUrl());
			assertThat(names(listeners)).containsExactly("s0");
		}
	}

	@Test
	void aChangeOfAnotherServiceSendsNothing() {
		this.control.apply(EnvoyStates.services(3, -1));
		try (WorldStream client = new WorldStream(this.control, WorldStream.GRPC)) {
			client.ask(ResourceKind.ENDPOINTS, "", "s0");
			client.accept(client.next(), "s0");
			this.control.apply(EnvoyStates.services(3, 1));
			assertThat(client.poll(MOMENT)).isNull();
			this.control.apply(EnvoyStates.services(3, 0));
			assertThat(names(client.next())).containsExactly("s0");
		}
	}

	@Test
	void aClientThatReconnectsAfterARestartGetsTheSameVersionsAndNoClusterAgain() {
		this.control.apply(EnvoyStates.services(2, -1));
		String clusters;
		String endpoints;
		try (WorldStream client = new WorldStream(this.control, WorldStream.ENVOY)) {
			client.ask(ResourceKind.CLUSTERS, "");
			clusters = client.next().getVersionInfo();
			client.ask(ResourceKind.ENDPOINTS, "", "s0", "s1");
			endpoints = client.next().getVersionInfo();
		}
		try (ControlPlane restarted = ControlPlane.start();
				WorldStream client = new WorldStream(restarted, WorldStream.ENVOY)) {
			client.ask(ResourceKind.CLUSTERS, clusters);
			assertThat(client.poll(MOMENT)).isNull();
			restarted.apply(EnvoyStates.services(2, -1));
			assertThat(client.poll(MOMENT)).isNull();
			client.ask(ResourceKind.ENDPOINTS, endpoints, "s0", "s1");
			assertThat(client.next().getVersionInfo()).as("asked for by name").isEqualTo(endpoints);
		}
	}

	@Test
	void clientsOfAnUnknownVersionGetNoAnswerAndAreNamed(CapturedOutput log) {
		this.control.apply(EnvoyStates.services(1, -1));
		try (WorldStream client = new WorldStream(this.control, WorldStream.ENVOY);
				WorldStream other = new WorldStream(this.control, WorldStream.ENVOY)) {
			client.askFor("type.googleapis.com/envoy.api.v2.Cluster");
			client.askFor("type.googleapis.com/envoy.api.v2.Cluster");
			client.ask(ResourceKind.CLUSTERS, "");
			assertThat(names(client.next())).containsExactly("s0");
			assertThat(client.hasFailed()).isFalse();
			other.ask(ResourceKind.CLUSTERS, "");
			assertThat(names(other.next())).containsExactly("s0");
		}
		assertThat(log).containsOnlyOnce("gets no answer for 'type.googleapis.com/envoy.api.v2.Cluster'");
	}

	@Test
	void aServiceOfItsOwnNeedsNoType() throws Exception {
		this.control.apply(EnvoyStates.services(1, -1));
		ManagedChannel channel = this.control.channel();
		CompletableFuture<DiscoveryResponse> answer = new CompletableFuture<>();
		StreamObserver<DiscoveryRequest> requests = EndpointDiscoveryServiceGrpc.newStub(channel)
			.streamEndpoints(new StreamObserver<>() {

				@Override
				public void onNext(DiscoveryResponse response) {
					answer.complete(response);
				}

				@Override
				public void onError(Throwable failure) {
					answer.completeExceptionally(failure);
				}

				@Override
				public void onCompleted() {
				}

			});
		requests.onNext(DiscoveryRequest.newBuilder().addResourceNames("s0").setNode(WorldStream.ENVOY).build());
		assertThat(names(answer.get(10, TimeUnit.SECONDS))).containsExactly("s0");
		channel.shutdownNow();
	}

	@Test
	void streamsAreCountedByKind() {
		this.control.apply(EnvoyStates.services(1, -1));
		try (WorldStream envoy = new WorldStream(this.control, WorldStream.ENVOY);
				WorldStream grpc = new WorldStream(this.control, WorldStream.GRPC)) {
			envoy.ask(ResourceKind.CLUSTERS, "");
			envoy.accept(envoy.next());
			grpc.ask(ResourceKind.CLUSTERS, "");
			grpc.next();
			assertThat(this.control.sink().clients(ClientKind.ENVOY)).isOne();
			assertThat(this.control.sink().clients(ClientKind.GRPC)).isOne();
		}
		Awaitility.await()
			.until(() -> this.control.sink().clients(ClientKind.ENVOY)
					+ this.control.sink().clients(ClientKind.GRPC) == 0);
	}

}
