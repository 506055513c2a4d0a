package io.github.azurediscovery.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The name of a class tells its role without its package. Read from the sources, which
 * cover modules that the starter does not depend on.
 */
class ClassNameTests {

	private static final Path ROOT = Path.of("..");

	private static final Path MAIN = Path.of("src", "main", "java");

	/** Terms of the field that say enough by themselves. */
	private static final Set<String> TERMS = Set.of();

	private static final Pattern WORDS = Pattern.compile("[A-Z]+(?=[A-Z][a-z]|$)|[A-Z][a-z0-9]*");

	@ParameterizedTest
	@ValueSource(
			strings = { "azure-discovery-spring-boot-starter", "azure-discovery-dashboard", "azure-discovery-grpc" })
	void aNameHasTwoWordsUnlessItIsATerm(String module) throws IOException {
		assertThat(classes(ROOT.resolve(module)))
			.allMatch((name) -> TERMS.contains(name) || WORDS.matcher(name).results().count() > 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "azure-discovery-spring-boot-starter", "azure-discovery-dashboard", "azure-discovery-grpc",
			"sample-app", "benchmarks/jmh", "benchmarks/failover", "benchmarks/startup/run",
			"integration-tests/apps/support", "integration-tests/endurance", "integration-tests/failures" })
	void noOtherModuleUsesTheSameName(String module) throws IOException {
		Path own = ROOT.resolve(module).normalize();
		List<String> others = modules().stream()
			.filter((other) -> !other.normalize().equals(own))
			.flatMap((other) -> classes(other).stream())
			.toList();
		assertThat(classes(own)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(others);
	}

	@Test
	void allModulesAreRead() throws IOException {
		assertThat(modules()).extracting((module) -> ROOT.relativize(module).toString())
			.contains("azure-discovery-core", "azure-discovery-test", "integration-tests/apps/support",
					"benchmarks/startup/run");
	}

	private static List<Path> modules() throws IOException {
		try (Stream<Path> folders = Files.walk(ROOT, 3)) {
			return folders.filter((folder) -> Files.isDirectory(folder.resolve(MAIN))).sorted().toList();
		}
	}

	private static List<String> classes(Path module) {
		try (Stream<Path> files = Files.walk(module.resolve(MAIN))) {
			return files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith(".java") && !file.equals("package-info.java"))
				.map((file) -> file.substring(0, file.length() - ".java".length()))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
