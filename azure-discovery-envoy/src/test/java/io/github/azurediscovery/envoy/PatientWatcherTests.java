package io.github.azurediscovery.envoy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.envoyproxy.controlplane.cache.DeltaResponse;
import io.envoyproxy.controlplane.cache.DeltaXdsRequest;
import io.envoyproxy.controlplane.cache.Response;
import io.envoyproxy.controlplane.cache.Watch;
import io.envoyproxy.controlplane.cache.XdsRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Clients, one of which cannot be answered. */
class PatientWatcherTests {

	private static final ClientGroup GROUP = new ClientGroup(ClientKind.ENVOY, ClientLocality.ANYWHERE);

	private final PatientWatcher watcher = new PatientWatcher(new ClientGrouping());

	private final ServiceMemory memory = new ServiceMemory(EnvoySettings.DEFAULT);

	private final List<Object> told = new ArrayList<>();

	private final List<Object> toldLate = new ArrayList<>();

	private boolean broken = true;

	private <R> Consumer<R> breaking() {
		return (response) -> {
			if (this.broken) {
				throw new StackOverflowError("for a test");
			}
			this.toldLate.add(response);
		};
	}

	private void publish(int services) {
		ResourceSnapshot snapshot = new SnapshotFactory(EnvoySettings.DEFAULT)
			.snapshot(this.memory.view(EnvoyStates.services(services, -1), new HashMap<>()), GROUP);
		this.watcher.publish(GROUP, snapshot);
	}

	private Watch watch(Consumer<Response> client) {
		XdsRequest request = XdsRequest.create(DiscoveryRequest.newBuilder()
			.setNode(WorldStream.ENVOY)
			.setTypeUrl(ResourceKind.CLUSTERS.typeUrl())
			.build());
		return this.watcher.createWatch(true, request, Set.of(), client, false, false);
	}

	private void watchDelta(Consumer<DeltaResponse> client) {
		DeltaXdsRequest request = DeltaXdsRequest.create(DeltaDiscoveryRequest.newBuilder()
			.setNode(WorldStream.ENVOY)
			.setTypeUrl(ResourceKind.CLUSTERS.typeUrl())
			.build());
		this.watcher.createDeltaWatch(request, "", Map.of(), Set.of(), true, client, false);
	}

	@Test
	void theOthersAreAnsweredWhereOneCannotBe() {
		watch(breaking());
		watch(this.told::add);
		watch(breaking());
		publish(1);
		assertThat(this.told).hasSize(1);
	}

	@Test
	void theOthersThatCameEarlyAreAnsweredWhereOneCannotBe() {
		watchDelta(breaking());
		watchDelta(this.told::add);
		publish(1);
		assertThat(this.told).hasSize(1);
	}

	@Test
	void aClientThatCouldNotBeAnsweredIsAnsweredLater() {
		watch(breaking());
		watchDelta(breaking());
		publish(1);
		assertThat(this.watcher.answerAgain()).isEqualTo(2);
		this.broken = false;
		assertThat(this.watcher.answerAgain()).isZero();
		assertThat(this.toldLate).hasSize(2);
		assertThat(this.watcher.answerAgain()).isZero();
		assertThat(this.toldLate).hasSize(2);
	}

	@Test
	void aClientThatHasGoneIsNotAnsweredAgain() {
		Watch watch = watch(breaking());
		publish(1);
		watch.cancel();
		this.broken = false;
		assertThat(this.watcher.answerAgain()).isZero();
		assertThat(this.toldLate).isEmpty();
	}

	@Test
	void aRequestThatCannotBeAnsweredAtOnceEndsItsStream() {
		publish(1);
		assertThatIllegalStateException().isThrownBy(() -> watch(breaking()))
			.withMessageContaining("could not be answered");
		this.broken = false;
		assertThat(this.watcher.answerAgain()).isZero();
		assertThat(this.toldLate).isEmpty();
	}

}
