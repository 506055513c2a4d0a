package io.github.azurediscovery.envoy;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/** Puts a {@link ClientStream} in front of each stream. */
final class StreamInterceptor implements ServerInterceptor {

	private final ConnectedClients clients;

	private final ClientRefusals refusals;

	StreamInterceptor(ConnectedClients clients, ClientRefusals refusals) {
		this.clients = clients;
		this.refusals = refusals;
	}

	@Override
	public <Q, R> Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
		String service = String.valueOf(call.getMethodDescriptor().getServiceName());
		ClientStream stream = new ClientStream(ResourceKind.ofService(service).orElse(null), this.clients,
				this.refusals);
		return new Receiving<>(next.startCall(new Sending<>(call, stream), headers), call, stream);
	}

	private static final class Sending<Q, R> extends SimpleForwardingServerCall<Q, R> {

		private final ClientStream stream;

		private Sending(ServerCall<Q, R> call, ClientStream stream) {
			super(call);
			this.stream = stream;
		}

		@Override
		public void sendMessage(R message) {
			if (message instanceof DiscoveryResponse response) {
				this.stream.sent(response);
			}
			else if (message instanceof DeltaDiscoveryResponse response) {
				this.stream.sent(response);
			}
			super.sendMessage(message);
		}

	}

	private static final class Receiving<Q> extends SimpleForwardingServerCallListener<Q> {

		private final ServerCall<Q, ?> call;

		private final ClientStream stream;

		private Receiving(Listener<Q> listener, ServerCall<Q, ?> call, ClientStream stream) {
			super(listener);
			this.call = call;
			this.stream = stream;
		}

		@Override
		public void onMessage(Q message) {
			Q complete = complete(message);
			if (complete != null) {
				super.onMessage(complete);
			}
			else {
				this.call.request(1);
			}
		}

		@SuppressWarnings("unchecked")
		private @Nullable Q complete(Q message) {
			if (message instanceof DiscoveryRequest request) {
				return (Q) this.stream.received(request);
			}
			return (message instanceof DeltaDiscoveryRequest request) ? (Q) this.stream.received(request) : message;
		}

		@Override
		public void onCancel() {
			try {
				this.stream.ended();
			}
			finally {
				super.onCancel();
			}
		}

		@Override
		public void onComplete() {
			try {
				this.stream.ended();
			}
			finally {
				super.onComplete();
			}
		}

	}

}
