package io.github.azurediscovery.failures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The table of docs/guides/load-balancing.md with the verdicts on failed calls. */
public final class DocumentedVerdicts {

	private static final String PAGE = "docs/guides/load-balancing.md";

	private static final String CORNER = "what happened";

	/** The cell of a fault that cannot happen to a client. */
	private static final String NEVER = "–";

	private DocumentedVerdicts() {
	}

	/**
	 * Return the first cells of all rows.
	 * @return the faults of a call
	 */
	public static List<String> rows() {
		return table().stream().skip(2).map((cells) -> cells.get(0)).toList();
	}

	/**
	 * Return the documented verdicts.
	 * @param row the first cell of the row
	 * @param column the head of the column
	 * @return the possible verdicts, usually one
	 */
	public static List<String> of(String row, String column) {
		List<List<String>> table = table();
		int index = table.get(0).indexOf(column);
		if (index < 1) {
			throw new AssertionError(PAGE + " has no column '" + column + "'");
		}
		return table.stream()
			.filter((cells) -> cells.get(0).equals(row))
			.findFirst()
			.map((cells) -> List.of(cells.get(index).split(" or ")))
			.orElseThrow(() -> new AssertionError(PAGE + " has no row '" + row + "'"));
	}

	/**
	 * Return whether a fault can happen to a client according to the page.
	 * @param row the first cell of the row
	 * @param column the head of the column
	 * @return whether the cell is filled
	 */
	public static boolean canHappen(String row, String column) {
		return !of(row, column).contains(NEVER);
	}

	private static List<List<String>> table() {
		try {
			return Files.readAllLines(page())
				.stream()
				.dropWhile((line) -> !line.startsWith("| " + CORNER + " |"))
				.takeWhile((line) -> line.startsWith("|"))
				.map((line) -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Tests run in the folders of their modules, at several depths. */
	private static Path page() {
		Path folder = Path.of("").toAbsolutePath();
		while (folder != null && !Files.exists(folder.resolve(PAGE))) {
			folder = folder.getParent();
		}
		if (folder == null) {
			throw new IllegalStateException(PAGE + " is not in a folder above this one");
		}
		return folder.resolve(PAGE);
	}

}
