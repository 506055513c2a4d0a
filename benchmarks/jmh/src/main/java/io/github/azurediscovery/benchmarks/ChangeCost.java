package io.github.azurediscovery.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the cost of a refresh and of a change as a fleet grows, in a table with a
 * column for each size. A program, because some of it takes too long for a benchmark
 * harness. Writes the table into the documentation.
 */
final class ChangeCost {

	static final int[] SIZES = { 100, 1_000, 10_000, 50_000 };

	private static final Path PAGE = Path.of("docs", "internals", "performance.md");

	private static final String BEGIN = "<!-- change-cost: begin -->\n";

	private static final String END = "<!-- change-cost: end -->\n";

	private ChangeCost() {
	}

	/**
	 * Measure.
	 * @param args the measurements to run, all by default; the table is written into the
	 * documentation only if all were run
	 * @throws Exception if a measurement failed
	 */
	public static void main(String[] args) throws Exception {
		List<Measurement> chosen = measurements().stream()
			.filter((measurement) -> args.length == 0 || List.of(args).contains(measurement.name()))
			.toList();
		StringBuilder table = new StringBuilder("| |");
		for (int size : SIZES) {
			table.append(" %,d |".formatted(size));
		}
		table.append(" unit |\n| --- |").append(" ---: |".repeat(SIZES.length)).append(" --- |\n");
		for (Measurement measurement : chosen) {
			for (Map.Entry<String, List<String>> row : rows(measurement).entrySet()) {
				table.append("| %s | %s | %s |%n".formatted(row.getKey(), String.join(" | ", row.getValue()),
						measurement.unit()));
			}
		}
		System.out.println(table);
		if (args.length == 0) {
			write(table + "\nJava %s, %d cores, a heap of fixed size.\n".formatted(System.getProperty("java.version"),
					Runtime.getRuntime().availableProcessors()));
		}
		System.exit(0);
	}

	private static List<Measurement> measurements() {
		return List.of(new Measurement("unchanged", "ms", UnchangedRound::measure),
				new Measurement("http", "ms", HttpRound::measure), new Measurement("wait", "ms", ReportWait::measure),
				new Measurement("heartbeat", "ms", JoinToHeartbeat::measure),
				new Measurement("dead", "ms", MassEjection::measure));
	}

	private static Map<String, List<String>> rows(Measurement measurement) throws Exception {
		Map<String, List<String>> rows = new LinkedHashMap<>();
		for (int size : SIZES) {
			measurement.figures().of(size).forEach((row, figure) -> {
				rows.computeIfAbsent(row, (unseen) -> new ArrayList<>()).add("%,.1f".formatted(figure));
				System.out.printf("%s, %,d: %,.1f%n", row, size, figure);
			});
		}
		return rows;
	}

	private static void write(String table) throws IOException {
		String page = Files.readString(PAGE);
		int begin = page.indexOf(BEGIN) + BEGIN.length();
		Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(page.indexOf(END)));
	}

	/**
	 * One of the measurements.
	 *
	 * @param name the name on the command line
	 * @param unit the unit of its figures
	 * @param figures measures
	 */
	private record Measurement(String name, String unit, Figures figures) {

	}

	/** Measures a fleet of a size, and returns the figures by the names of their rows. */
	private interface Figures {

		Map<String, Double> of(int size) throws Exception;

	}

}
