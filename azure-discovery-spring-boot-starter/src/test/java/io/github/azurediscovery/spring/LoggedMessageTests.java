package io.github.azurediscovery.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every line of the log above DEBUG, and every failure analysis, is on the page about
 * troubleshooting or in the guide of its module.
 */
class LoggedMessageTests {

	private static final Path DOCS = Path.of("../docs");

	/** A call, with the literal text that its first argument begins with. */
	private static final Pattern CALL = Pattern.compile("(\\blogger\\s*\\.(?:info|warn|error)\\("
			+ "|\\blogger\\s*\\.atLevel\\([^;]*?\\.log\\(|new FailureAnalysis\\()[\\s(]*((?:" + MainSources.LITERAL
			+ "[\\s+]*)*)");

	private static final Pattern LITERAL = Pattern.compile(MainSources.LITERAL);

	/** What a value takes the place of, with the space around it. */
	private static final Pattern PLACEHOLDER = Pattern.compile("(?:\\s*(?:\\{}|%[nsd]))+\\s*");

	@ParameterizedTest
	@MethodSource("io.github.azurediscovery.spring.MainSources#modules")
	void everyMessageIsExplained(Path module) throws IOException {
		String pages = pages(module);
		List<String> unexplained = new ArrayList<>();
		for (Path source : MainSources.files(module)) {
			messages(Files.readString(source)).filter((message) -> !inARow(message).matcher(pages).find())
				.forEach((message) -> unexplained.add(source.getFileName() + ": " + message));
		}
		assertThat(unexplained).isEmpty();
	}

	@Test
	void everyLineOfTheLogHasWordsOfItsOwn() throws IOException {
		for (Path source : MainSources.files()) {
			assertThat(CALL.matcher(Files.readString(source)).results()).as("%s", source)
				.filteredOn((call) -> call.group(1).startsWith("logger"))
				.allMatch((call) -> PLACEHOLDER.matcher(text(call)).replaceAll("").length() > 3);
		}
	}

	@Test
	void messagesAreFoundInTheSources() {
		String source = "logger.warn(\n\"Source '{}' \"\n\t+ \"failed: {}\", name, ex); logger.debug(\"no\");"
				+ "logger.atLevel(level).log(\"b\"); new FailureAnalysis((\"%s is %s.\" + \"\").formatted(1), \"c\")";
		assertThat(messages(source)).containsExactly("Source '{}' failed: {}", "b", "%s is %s.");
		assertThat(inARow("Source '{}' failed: {}").matcher("| WARN `Source '…' failed: …` | a |").find()).isTrue();
		assertThat(inARow("Source '{}' failed: {}").matcher("| `Source '…'` | failed: |").find()).isFalse();
	}

	private static Stream<String> messages(String source) {
		return CALL.matcher(source).results().map(LoggedMessageTests::text);
	}

	private static String text(MatchResult call) {
		return LITERAL.matcher(call.group(2))
			.results()
			.map(MatchResult::group)
			.map((literal) -> literal.substring(1, literal.length() - 1).translateEscapes())
			.collect(joining());
	}

	private static Pattern inARow(String message) {
		return Pattern.compile(PLACEHOLDER.splitAsStream(message).map(Pattern::quote).collect(joining("[^|\n]*")));
	}

	/** Return troubleshooting, and the guides whose names begin with the module's. */
	private static String pages(Path module) throws IOException {
		String name = module.getFileName().toString().substring("azure-discovery-".length());
		StringBuilder pages = new StringBuilder(Files.readString(DOCS.resolve("troubleshooting.md")));
		try (Stream<Path> guides = Files.list(DOCS.resolve("guides"))) {
			for (Path guide : guides.filter((path) -> path.getFileName().toString().startsWith(name)).toList()) {
				pages.append('\n').append(Files.readString(guide));
			}
		}
		return pages.toString();
	}

}
