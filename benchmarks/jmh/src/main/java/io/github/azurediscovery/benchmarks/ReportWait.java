package io.github.azurediscovery.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallOutcome;

/**
 * How long a caller waits that reports an instance while many new services, of one
 * instance each, are published. Its report has to change something.
 */
final class ReportWait {

	private static final int PUBLICATIONS = 9;

	private static final int KNOWN = 1_000;

	private ReportWait() {
	}

	static Map<String, Double> measure(int size) {
		double[] worst = new double[PUBLICATIONS];
		for (int i = 0; i < PUBLICATIONS; i++) {
			worst[i] = longestWait(size);
		}
		Arrays.sort(worst);
		return Map.of("report during the publication of new services: the longest wait, median of 9 publications",
				worst[PUBLICATIONS / 2]);
	}

	private static double longestWait(int services) {
		List<Instance> known = InstanceFleets.of("orders", KNOWN);
		List<Instance> all = new ArrayList<>(known);
		for (int i = 0; i < services; i++) {
			all.add(InstanceFleets.instance("new" + i, i));
		}
		try (DiscoveryCore engine = new DiscoveryCore(BalanceSettings.DEFAULT)) {
			engine.publish(known);
			AtomicBoolean published = new AtomicBoolean();
			CompletableFuture<Double> caller = CompletableFuture.supplyAsync(() -> {
				double longest = 0;
				for (int i = 0; !published.get(); i++) {
					long start = System.nanoTime();
					engine.health.report(known.get(i % KNOWN), CallOutcome.HARD_FAILURE, "connection refused");
					longest = Math.max(longest, (System.nanoTime() - start) / 1e6);
					pause();
				}
				return longest;
			});
			engine.publish(all);
			published.set(true);
			return caller.join();
		}
	}

	private static void pause() {
		try {
			Thread.sleep(1);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
