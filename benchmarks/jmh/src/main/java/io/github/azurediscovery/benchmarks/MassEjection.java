package io.github.azurediscovery.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.azurediscovery.balance.BalanceSettings;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.health.CallOutcome;

/**
 * A tenth of one service dies, and callers report each of the dead once: until the last
 * is ejected, which takes a connection of ours to each, and until the last report is
 * back. Once unmeasured first, as a process that lives for months is warm.
 */
final class MassEjection {

	private static final int CALLERS = 2;

	private static final int TIMES = 5;

	private MassEjection() {
	}

	static Map<String, Double> measure(int size) {
		once(size, 0, new double[1], new double[1]);
		double[] reported = new double[TIMES];
		double[] ejected = new double[TIMES];
		for (int i = 0; i < TIMES; i++) {
			once(size, i, reported, ejected);
		}
		Arrays.sort(reported);
		Arrays.sort(ejected);
		Map<String, Double> rows = new LinkedHashMap<>();
		rows.put("a tenth of a service dies: until all of them are ejected", ejected[TIMES / 2]);
		rows.put("a tenth of a service dies: until no call is offered any of them", reported[TIMES / 2]);
		return rows;
	}

	private static void once(int size, int time, double[] reported, double[] ejected) {
		List<Instance> all = InstanceFleets.of("orders", size);
		List<Instance> dead = new ArrayList<>();
		for (int i = 0; i < size; i += 10) {
			dead.add(all.get(i));
		}
		try (DiscoveryCore engine = new DiscoveryCore(BalanceSettings.DEFAULT)) {
			engine.publish(all);
			long start = System.nanoTime();
			List<CompletableFuture<Void>> callers = new ArrayList<>();
			for (int caller = 0; caller < CALLERS; caller++) {
				int first = caller;
				callers.add(CompletableFuture.runAsync(() -> {
					for (int i = first; i < dead.size(); i += CALLERS) {
						engine.health.report(dead.get(i), CallOutcome.HARD_FAILURE, "connection refused");
					}
				}));
			}
			callers.forEach(CompletableFuture::join);
			reported[time] = (System.nanoTime() - start) / 1e6;
			for (Instance instance : dead) {
				while (engine.health.of(instance).outlier() == null) {
					pause();
				}
			}
			ejected[time] = (System.nanoTime() - start) / 1e6;
		}
	}

	/** Looking without a pause would take one of the processors from the work itself. */
	private static void pause() {
		try {
			Thread.sleep(1);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
