package io.github.azurediscovery.envoy;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.google.rpc.Status;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/** A client over ADS that is given the state of the world, and answers as told. */
final class WorldStream implements StreamObserver<DiscoveryResponse>, AutoCloseable {

	static final Node ENVOY = Node.newBuilder().setId("envoy-1").setUserAgentName("envoy").build();

	static final Node GRPC = Node.newBuilder().setId("client-1").setUserAgentName("gRPC Java").build();

	private final BlockingQueue<DiscoveryResponse> responses = new LinkedBlockingQueue<>();

	private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

	private final ManagedChannel channel;

	private final StreamObserver<DiscoveryRequest> requests;

	private @Nullable Node node;

	WorldStream(ControlPlane control, Node node) {
		this.channel = control.channel();
		this.node = node;
		this.requests = AggregatedDiscoveryServiceGrpc.newStub(this.channel).streamAggregatedResources(this);
	}

	/** Ask for the first time, or for other names. The node is told once, as Go does. */
	void ask(ResourceKind kind, String version, String... names) {
		send(DiscoveryRequest.newBuilder()
			.setTypeUrl(kind.typeUrl())
			.setVersionInfo(version)
			.addAllResourceNames(List.of(names)));
	}

	/** Ask for a type, which may not exist. */
	void askFor(String typeUrl) {
		send(DiscoveryRequest.newBuilder().setTypeUrl(typeUrl));
	}

	void accept(DiscoveryResponse response, String... names) {
		send(DiscoveryRequest.newBuilder()
			.setTypeUrl(response.getTypeUrl())
			.setVersionInfo(response.getVersionInfo())
			.setResponseNonce(response.getNonce())
			.addAllResourceNames(List.of(names)));
	}

	void refuse(DiscoveryResponse response, String accepted, String... names) {
		send(DiscoveryRequest.newBuilder()
			.setTypeUrl(response.getTypeUrl())
			.setVersionInfo(accepted)
			.setResponseNonce(response.getNonce())
			.addAllResourceNames(List.of(names))
			.setErrorDetail(Status.newBuilder().setCode(13).setMessage("no\tthanks")));
	}

	private void send(DiscoveryRequest.Builder request) {
		if (this.node != null) {
			request.setNode(this.node);
			this.node = null;
		}
		this.requests.onNext(request.build());
	}

	/** Return the next response. */
	DiscoveryResponse next() {
		DiscoveryResponse response = poll(10_000);
		if (response == null) {
			throw new AssertionError("no response; " + this.failures);
		}
		return response;
	}

	/** Return what comes within a moment, or {@code null}. */
	@Nullable DiscoveryResponse poll(long millis) {
		try {
			return this.responses.poll(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	/** Return whether the server has ended the stream. */
	boolean hasFailed() {
		return !this.failures.isEmpty();
	}

	@Override
	public void onNext(DiscoveryResponse response) {
		this.responses.add(response);
	}

	@Override
	public void onError(Throwable failure) {
		this.failures.add(failure);
	}

	@Override
	public void onCompleted() {
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
	}

}
