package io.github.azurediscovery.spring.loadbalancer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The table of docs/load-balancing.md that says what a failed call is worth. */
final class DocumentedVerdicts {

	private static final Path PAGE = Path.of("../docs/load-balancing.md");

	private DocumentedVerdicts() {
	}

	/**
	 * Return the verdict that the page promises.
	 * @param what the first cell of the row
	 * @param client the column
	 */
	static String of(String what, CallingClient client) {
		List<String> rows = rows();
		String row = rows.stream()
			.filter((line) -> line.startsWith("| " + what + " |"))
			.findFirst()
			.orElseThrow(() -> new AssertionError(PAGE + " has no row '" + what + "'"));
		return cells(row).get(1 + client.ordinal());
	}

	private static List<String> rows() {
		try {
			return Files.readAllLines(PAGE).stream().filter((line) -> line.startsWith("| ")).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> cells(String row) {
		return Arrays.stream(row.substring(2).split("\\|")).map(String::strip).toList();
	}

}
