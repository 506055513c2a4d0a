package io.github.azurediscovery.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/internals/feature-matrix.md}: each row names a test that there is, or says
 * why not.
 */
class ComparisonTests {

	private static final Path PAGE = Path.of("..", "docs", "internals", "feature-matrix.md");

	private static final Pattern PROOF = Pattern
		.compile("]\\((?<path>[^)\\s]+) \"(?<class>\\w+Tests)#(?<method>\\w+)\"\\)");

	static Stream<String> rows() throws IOException {
		return Files.readAllLines(PAGE)
			.stream()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| feature"));
	}

	@Test
	void thereAreRows() throws IOException {
		assertThat(rows()).hasSizeGreaterThan(120);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void hasAProofOrAReason(String row) throws IOException {
		String[] cells = row.split(" \\| ", 3);
		assertThat(cells).hasSize(3);
		List<Matcher> proofs = PROOF.matcher(cells[2]).results().map((proof) -> matched(proof.group())).toList();
		if (proofs.isEmpty()) {
			assertThat(cells[1].contains("left out") || cells[2].contains("](")).as("a reason or a page").isTrue();
		}
		for (Matcher proof : proofs) {
			Path test = PAGE.resolveSibling(proof.group("path"));
			assertThat(test).exists().hasFileName(proof.group("class") + ".java");
			assertThat(hasTest(Files.readString(test), proof.group("method"))).as(proof.group()).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("rows")
	void namesTheMethodAndNotOnlyTheClass(String row) {
		assertThat(row).doesNotContain("Tests.java)");
	}

	private static boolean hasTest(String source, String method) {
		return Pattern
			.compile("@(Test|ParameterizedTest|RepeatedTest)\\b(?:(?!\\bvoid\\b)[\\s\\S])*+\\bvoid " + method + "\\(")
			.matcher(source)
			.find();
	}

	private static Matcher matched(String proof) {
		Matcher matcher = PROOF.matcher(proof);
		assertThat(matcher.matches()).isTrue();
		return matcher;
	}

}
