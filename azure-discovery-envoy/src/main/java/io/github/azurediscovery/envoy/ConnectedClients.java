package io.github.azurediscovery.envoy;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the streams that clients have open. Thread-safe. */
final class ConnectedClients {

	private final Map<ClientKind, AtomicInteger> streams = Map.of(ClientKind.ENVOY, new AtomicInteger(),
			ClientKind.GRPC, new AtomicInteger());

	void opened(ClientKind kind) {
		streams(kind).incrementAndGet();
	}

	void ended(ClientKind kind) {
		streams(kind).decrementAndGet();
	}

	int count(ClientKind kind) {
		return streams(kind).get();
	}

	private AtomicInteger streams(ClientKind kind) {
		return Objects.requireNonNull(this.streams.get(kind));
	}

}
