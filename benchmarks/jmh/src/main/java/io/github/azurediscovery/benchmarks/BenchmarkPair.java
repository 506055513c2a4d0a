package io.github.azurediscovery.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * Two contenders that are measured in alternating forks.
 *
 * @param name the name on the command line
 * @param sizes the numbers of instances
 * @param benchmark the class that contains both
 * @param one the first contender
 * @param other the second contender
 */
record BenchmarkPair(String name, List<Integer> sizes, Class<?> benchmark, Contender one, Contender other) {

	private static final List<Integer> SIZES = List.of(10, 1_000, 10_000);

	/** All pairs. */
	static final List<BenchmarkPair> ALL = List.of(choice("subscriber"), choice("block"), choice("execute"),
			new BenchmarkPair("callbacks", SIZES, LoadBalancerBenchmark.class,
					new Contender("ours", "execute", Map.of("chain", BenchmarkedSupplier.OURS.name())),
					new Contender("bare read, callbacks that do nothing", "execute",
							Map.of("chain", BenchmarkedSupplier.SNAPSHOT_CALLED_BACK.name()))),
			new BenchmarkPair("choose", SIZES, ChooseBenchmark.class, new Contender("ours", "choose", Map.of()),
					new Contender("Armeria", "armeria", Map.of())),
			new BenchmarkPair("ejections", List.of(10_000), ChooseBenchmark.class,
					new Contender("ten a second", "choose", Map.of("ejections", "10")),
					new Contender("none", "choose", Map.of("ejections", "0"))),
			new BenchmarkPair("dashboard", List.of(1_000), DashboardBenchmark.class,
					new Contender("with", "execute", Map.of("dashboard", "true")),
					new Contender("without", "execute", Map.of("dashboard", "false"))));

	private static BenchmarkPair choice(String path) {
		return new BenchmarkPair(path, SIZES, LoadBalancerBenchmark.class,
				new Contender("ours", path, Map.of("chain", BenchmarkedSupplier.OURS.name())),
				new Contender("bare read", path, Map.of("chain", BenchmarkedSupplier.SNAPSHOT.name())));
	}

	/** Return JMH's pattern for the benchmark of a contender. */
	String pattern(Contender contender) {
		return "^" + this.benchmark.getName().replace(".", "\\.") + "\\." + contender.method() + "$";
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * One of the two.
	 *
	 * @param name the name in the table
	 * @param method the method that is measured
	 * @param params the benchmark's parameters, without the size
	 */
	record Contender(String name, String method, Map<String, String> params) {
	}

}
