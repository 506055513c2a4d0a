package io.github.azurediscovery.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

import io.github.azurediscovery.benchmarks.BenchmarkPair.Contender;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures each {@link BenchmarkPair} in forks that alternate, so that whatever disturbs
 * the machine for a while disturbs both. Prints the median of the forks, their ratio, and
 * the bytes per call.
 */
final class InterleavedForks {

	/**
	 * A heap that grows touches new memory, which costs a choice ten times its time, now
	 * and then.
	 */
	private static final String[] HEAP = { "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch" };

	private final int forks;

	private final Map<Row, List<Fork>> measured = new LinkedHashMap<>();

	private InterleavedForks(int forks) {
		this.forks = forks;
	}

	/**
	 * Measure.
	 * @param args the number of forks of each (5 if there is none), then the contests,
	 * sizes and numbers of threads to which to limit the run, such as
	 * {@code 5 block 1000 -t1}
	 * @throws RunnerException if a benchmark could not be run
	 */
	public static void main(String[] args) throws RunnerException {
		List<String> words = Arrays.asList(args);
		InterleavedForks forks = new InterleavedForks(words.isEmpty() ? 5 : Integer.parseInt(words.get(0)));
		List<String> limits = words.subList(Math.min(1, words.size()), words.size());
		for (int threads : chosen(List.of(1, 2), limits, "-t")) {
			for (BenchmarkPair contest : chosen(BenchmarkPair.ALL, limits, "")) {
				for (int size : chosen(contest.sizes(), limits, "")) {
					forks.measure(new Row(contest, size, threads));
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
			List<Contender> contenders = List.of(row.contest().one(), row.contest().other());
			for (int i = 0; i < 2; i++) {
				Contender contender = contenders.get((fork + i) % 2);
				Fork result = run(row, contender);
				this.measured.computeIfAbsent(row, (key) -> new ArrayList<>()).add(result);
				System.out.printf(Locale.ROOT, "%s, fork %d, %s: %.2f ns, %.0f B%n", row, fork + 1, contender.name(),
						result.nanos(), result.bytes());
			}
		}
	}

	private static Fork run(Row row, Contender contender) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().include(row.contest().pattern(contender))
			.param("size", String.valueOf(row.size()))
			.threads(row.threads())
			.forks(1)
			.jvmArgsAppend(HEAP)
			.warmupIterations(6)
			.warmupTime(TimeValue.milliseconds(300))
			.measurementIterations(8)
			.measurementTime(TimeValue.milliseconds(125))
			.addProfiler(GCProfiler.class)
			.verbosity(VerboseMode.SILENT);
		contender.params().forEach(options::param);
		RunResult result = new Runner(options.build()).run().iterator().next();
		double median = result.getPrimaryResult().getStatistics().getPercentile(50);
		double bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
		return new Fork(contender, median, bytes);
	}

	private String table() {
		StringBuilder table = new StringBuilder("""

				| | threads | instances | measured | ns | compared with | ns | ratio | B | B |
				| --- | ---: | ---: | --- | ---: | --- | ---: | ---: | ---: | ---: |
				""");
		this.measured.forEach((row, all) -> {
			Contender one = row.contest().one();
			Contender other = row.contest().other();
			double ours = median(all, one, Fork::nanos);
			double others = median(all, other, Fork::nanos);
			table.append("| %s | %d | %,d | %s | %.1f | %s | %.1f | %.2f | %.0f | %.0f |%n".formatted(row.contest(),
					row.threads(), row.size(), one.name(), ours, other.name(), others, ours / others,
					median(all, one, Fork::bytes), median(all, other, Fork::bytes)));
		});
		return table.toString();
	}

	private static double median(List<Fork> all, Contender contender, ToDoubleFunction<Fork> value) {
		double[] sorted = all.stream()
			.filter((fork) -> fork.contender().equals(contender))
			.mapToDouble(value)
			.sorted()
			.toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	private record Row(BenchmarkPair contest, int size, int threads) {

		@Override
		public String toString() {
			return this.contest + ", " + this.size + " instances, " + this.threads + " threads";
		}

	}

	private record Fork(Contender contender, double nanos, double bytes) {
	}

}
