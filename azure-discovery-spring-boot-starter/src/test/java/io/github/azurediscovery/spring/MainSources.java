package io.github.azurediscovery.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/** The Java sources of the modules that are published. */
final class MainSources {

	static final String LITERAL = "\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"";

	/** What a reader of the sources or of the log sees; code is matched by nothing. */
	private static final Pattern PROSE = Pattern
		.compile("//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|" + LITERAL + "|'(?:[^'\\\\]|\\\\.)+'", Pattern.DOTALL);

	private MainSources() {
	}

	/** Return the folders of the modules. */
	static List<Path> modules() {
		try (Stream<Path> top = Files.list(Path.of(".."))) {
			return top.filter((path) -> path.getFileName().toString().startsWith("azure-discovery-"))
				.filter((path) -> Files.isDirectory(java(path)))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<Path> files(Path module) {
		try (Stream<Path> files = Files.walk(java(module))) {
			return files.filter((path) -> path.toString().endsWith(".java")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<Path> files() {
		return modules().stream().flatMap((module) -> files(module).stream()).toList();
	}

	/** Return the comments and the string literals of a source. */
	static String prose(String source) {
		return PROSE.matcher(source).results().map(MatchResult::group).collect(joining("\n"));
	}

	private static Path java(Path module) {
		return module.resolve("src/main/java");
	}

}
