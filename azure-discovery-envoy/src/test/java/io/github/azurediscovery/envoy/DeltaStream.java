package io.github.azurediscovery.envoy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.google.rpc.Status;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/** A client over ADS that is given what changed, and answers as told. */
final class DeltaStream implements StreamObserver<DeltaDiscoveryResponse>, AutoCloseable {

	private final BlockingQueue<DeltaDiscoveryResponse> responses = new LinkedBlockingQueue<>();

	private final ManagedChannel channel;

	private final StreamObserver<DeltaDiscoveryRequest> requests;

	private @Nullable Node node;

	DeltaStream(ControlPlane control, Node node) {
		this.channel = control.channel();
		this.node = node;
		this.requests = AggregatedDiscoveryServiceGrpc.newStub(this.channel).deltaAggregatedResources(this);
	}

	/** Ask for names, or for all of a type, by a client that has some already. */
	void ask(ResourceKind kind, Map<String, String> held, String... names) {
		send(DeltaDiscoveryRequest.newBuilder()
			.setTypeUrl(kind.typeUrl())
			.putAllInitialResourceVersions(held)
			.addAllResourceNamesSubscribe(List.of(names)));
	}

	void accept(DeltaDiscoveryResponse response) {
		send(DeltaDiscoveryRequest.newBuilder()
			.setTypeUrl(response.getTypeUrl())
			.setResponseNonce(response.getNonce()));
	}

	void refuse(DeltaDiscoveryResponse response) {
		send(DeltaDiscoveryRequest.newBuilder()
			.setTypeUrl(response.getTypeUrl())
			.setResponseNonce(response.getNonce())
			.setErrorDetail(Status.newBuilder().setCode(13).setMessage("no thanks")));
	}

	private void send(DeltaDiscoveryRequest.Builder request) {
		if (this.node != null) {
			request.setNode(this.node);
			this.node = null;
		}
		this.requests.onNext(request.build());
	}

	DeltaDiscoveryResponse next() {
		DeltaDiscoveryResponse response = poll(10_000);
		if (response == null) {
			throw new AssertionError("no response");
		}
		return response;
	}

	@Nullable DeltaDiscoveryResponse poll(long millis) {
		try {
			return this.responses.poll(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	static List<String> names(DeltaDiscoveryResponse response) {
		return response.getResourcesList().stream().map(Resource::getName).sorted().toList();
	}

	@Override
	public void onNext(DeltaDiscoveryResponse response) {
		this.responses.add(response);
	}

	@Override
	public void onError(Throwable failure) {
	}

	@Override
	public void onCompleted() {
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
	}

}
