package io.github.azurediscovery.grpc;

import java.util.Map;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PortNumber;
import org.jspecify.annotations.Nullable;

/**
 * The port that an instance serves gRPC on: that of its metadata {@code gRPC_port}, as
 * the users of grpc-spring write it, or else the port of the service.
 */
final class GrpcPort {

	static final String METADATA = "gRPC_port";

	private GrpcPort() {
	}

	/**
	 * Return the port for gRPC.
	 * @param instance an instance
	 * @throws IllegalArgumentException if the metadata is not a port
	 */
	static int of(Instance instance) {
		String text = metadata(instance.metadata());
		if (text == null) {
			return instance.port();
		}
		Integer port = PortNumber.parse(text);
		if (port == null) {
			throw new IllegalArgumentException(
					"its metadata " + METADATA + " is '" + text + "', which is not a port " + PortNumber.BOUNDS);
		}
		return port;
	}

	/** Azure ignores case in the names of tags, from which metadata comes. */
	private static @Nullable String metadata(Map<String, String> metadata) {
		String exact = metadata.get(METADATA);
		if (exact != null || metadata.isEmpty()) {
			return exact;
		}
		return metadata.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equalsIgnoreCase(METADATA))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

}
