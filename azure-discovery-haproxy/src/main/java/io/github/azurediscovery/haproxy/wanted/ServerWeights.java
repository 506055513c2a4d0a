package io.github.azurediscovery.haproxy.wanted;

import java.util.List;
import java.util.Map;

/**
 * The weights of servers: the metadata {@code weight} of their instances, 100 without. A
 * template's weight of 1 would leave nothing to take away from.
 */
final class ServerWeights {

	static final int DEFAULT = 100;

	/** HAProxy's limit. */
	static final int HEAVIEST = 256;

	private ServerWeights() {
	}

	static int of(Map<String, String> metadata) {
		String weight = metadata.get("weight");
		return (weight != null && weight.matches("[1-9][0-9]{0,5}")) ? Integer.parseInt(weight) : DEFAULT;
	}

	/** Bring the weights below the limit without changing their proportions. */
	static List<WantedServer> scale(List<WantedServer> servers) {
		int heaviest = servers.stream().mapToInt(WantedServer::weight).max().orElse(0);
		if (heaviest <= HEAVIEST) {
			return List.copyOf(servers);
		}
		return servers.stream()
			.map((server) -> server.weighing((int) Math.max(1, (long) server.weight() * HEAVIEST / heaviest)))
			.toList();
	}

}
