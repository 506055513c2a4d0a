package io.github.azurediscovery.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Ours beside a bare snapshot read, by every path of {@link LoadBalancerBenchmark}, in
 * forks that alternate, so that whatever disturbs the machine for a while disturbs both.
 * Prints the median of the forks, their ratio, and the bytes per call.
 */
final class InterleavedForks {

	private static final List<String> PATHS = List.of("subscriber", "block", "execute");

	private static final List<Chain> CHAINS = List.of(Chain.OURS, Chain.SNAPSHOT);

	private final int forks;

	private final Map<Row, List<Fork>> measured = new LinkedHashMap<>();

	private InterleavedForks(int forks) {
		this.forks = forks;
	}

	/**
	 * Measure.
	 * @param args the number of forks of each (5 if there is none), then the paths, sizes
	 * and numbers of threads to which to limit the run, such as {@code 5 block 1000 -t1}
	 * @throws RunnerException if a benchmark could not be run
	 */
	public static void main(String[] args) throws RunnerException {
		List<String> words = Arrays.asList(args);
		InterleavedForks forks = new InterleavedForks(words.isEmpty() ? 5 : Integer.parseInt(words.get(0)));
		List<String> limits = words.subList(Math.min(1, words.size()), words.size());
		for (int threads : chosen(List.of(1, 2), limits, "-t")) {
			for (String path : chosen(PATHS, limits, "")) {
				for (int size : chosen(List.of(10, 1_000, 10_000), limits, "")) {
					forks.measure(new Row(path, size, threads));
				}
			}
		}
		System.out.println(forks.table());
	}

	private static <T> List<T> chosen(List<T> all, List<String> limits, String prefix) {
		List<T> some = all.stream().filter((one) -> limits.contains(prefix + one)).toList();
		return some.isEmpty() ? all : some;
	}

	private void measure(Row row) throws RunnerException {
		for (int fork = 0; fork < this.forks; fork++) {
			for (int i = 0; i < CHAINS.size(); i++) {
				Chain chain = CHAINS.get((fork + i) % CHAINS.size());
				Fork result = run(row, chain);
				this.measured.computeIfAbsent(row, (key) -> new ArrayList<>()).add(result);
				System.out.printf(Locale.ROOT, "%s, fork %d, %s: %.1f ns, %.0f B%n", row, fork + 1, chain,
						result.nanos(), result.bytes());
			}
		}
	}

	private static Fork run(Row row, Chain chain) throws RunnerException {
		Options options = new OptionsBuilder()
			.include("^" + LoadBalancerBenchmark.class.getName().replace(".", "\\.") + "\\." + row.path() + "$")
			.param("chain", chain.name())
			.param("size", String.valueOf(row.size()))
			.threads(row.threads())
			.forks(1)
			.warmupIterations(4)
			.warmupTime(TimeValue.milliseconds(500))
			.measurementIterations(8)
			.measurementTime(TimeValue.milliseconds(250))
			.addProfiler(GCProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.build();
		Collection<RunResult> results = new Runner(options).run();
		RunResult result = results.iterator().next();
		double median = result.getPrimaryResult().getStatistics().getPercentile(50);
		double bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
		return new Fork(chain, median, bytes);
	}

	private String table() {
		StringBuilder table = new StringBuilder("""

				| path | threads | instances | ours | bare read | ratio | ours | bare read |
				| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
				""");
		this.measured.forEach((row, all) -> {
			double ours = median(all, Chain.OURS, Fork::nanos);
			double bare = median(all, Chain.SNAPSHOT, Fork::nanos);
			table.append("| %s | %d | %,d | %.1f ns | %.1f ns | %.2f | %.0f B | %.0f B |%n".formatted(row.path(),
					row.threads(), row.size(), ours, bare, ours / bare, median(all, Chain.OURS, Fork::bytes),
					median(all, Chain.SNAPSHOT, Fork::bytes)));
		});
		return table.toString();
	}

	private static double median(List<Fork> all, Chain chain, ToDoubleFunction<Fork> value) {
		double[] sorted = all.stream().filter((fork) -> fork.chain() == chain).mapToDouble(value).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	private record Row(String path, int size, int threads) {
	}

	private record Fork(Chain chain, double nanos, double bytes) {
	}

}
