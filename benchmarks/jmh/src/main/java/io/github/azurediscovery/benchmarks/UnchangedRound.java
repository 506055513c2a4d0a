package io.github.azurediscovery.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.AzureDiscoveryBuilder;
import io.github.azurediscovery.refresh.RefreshSettings;

/** A round in which nothing changed, of configured services of 50 instances each. */
final class UnchangedRound {

	private static final int EACH = 50;

	private static final RefreshSettings OFTEN = RefreshSettings.builder()
		.interval(Duration.ofSeconds(1))
		.jitter(0)
		.maxBackoff(Duration.ofHours(1))
		.build();

	private static final int ROUNDS = 15;

	private UnchangedRound() {
	}

	static Map<String, Double> measure(int size) {
		AzureDiscoveryBuilder builder = AzureDiscovery.builder().withoutImds().refresh(OFTEN);
		for (int i = 0; i < size / EACH; i++) {
			String service = "service" + i;
			builder.source(new InMemorySource("scale-set:" + service, () -> InstanceFleets.of(service, EACH)));
		}
		try (AzureDiscovery discovery = builder.build()) {
			discovery.start();
			discovery.awaitFirstRefresh(Duration.ofMinutes(1));
			RunningRounds.await(discovery, ROUNDS);
			double round = ProcessorTime.median(ROUNDS, () -> RunningRounds.await(discovery, 1));
			double lists = ProcessorTime.median(ROUNDS, () -> fetch(size / EACH));
			Map<String, Double> rows = new LinkedHashMap<>();
			rows.put("unchanged round, services of 50 instances: processor time, sources included", round);
			rows.put("of it, the sources' making of their lists", lists);
			return rows;
		}
	}

	private static void fetch(int services) {
		for (int i = 0; i < services; i++) {
			if (InstanceFleets.of("service" + i, EACH).equals(List.of())) {
				throw new IllegalStateException("No instances");
			}
		}
	}

}
