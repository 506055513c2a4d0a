package io.github.azurediscovery.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The name of a class tells its role without its package, and a package can be surveyed.
 * Read from the sources, which cover modules that the starter does not depend on.
 */
class ClassNameTests {

	private static final Path ROOT = Path.of("..");

	private static final Path MAIN = Path.of("src", "main", "java");

	private static final int MOST_CLASSES_OF_A_PACKAGE = 32;

	/** Terms of the field that say enough by themselves. */
	private static final Set<String> TERMS = Set.of("Catalog", "Instance", "Nic", "Rejection", "Route", "Snapshot",
			"Zone");

	/**
	 * Names that Spring or the Azure SDK has as well, which callers import from us alone.
	 */
	private static final Set<String> SHARED_NAMES = Set.of("Route", "Snapshot");

	private static final Pattern WORDS = Pattern.compile("[A-Z]+(?=[A-Z][a-z]|$)|[A-Z][a-z0-9]*");

	@Test
	void aNameHasTwoWordsUnlessItIsATerm() throws IOException {
		assertThat(published().stream()
			.flatMap((module) -> names(module).stream())
			.filter((name) -> WORDS.matcher(name).results().count() < 2)).containsExactlyInAnyOrderElementsOf(TERMS);
	}

	@ParameterizedTest
	@MethodSource("published")
	@ValueSource(strings = { "../sample-app", "../benchmarks/jmh", "../benchmarks/failover",
			"../benchmarks/startup/run", "../integration-tests/apps/support", "../integration-tests/endurance",
			"../integration-tests/failures" })
	void noOtherModuleUsesTheSameName(Path module) throws IOException {
		List<String> others = modules().stream()
			.filter((other) -> !other.equals(module))
			.flatMap((other) -> names(other).stream())
			.toList();
		assertThat(names(module)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(others);
	}

	@ParameterizedTest
	@ValueSource(strings = { "org/springframework", "com/azure" })
	void neitherSpringNorTheAzureSdkUsesTheSameName(String vendor) throws IOException {
		Set<String> theirs = Arrays
			.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:" + vendor + "/**/*.class"))
			.map((type) -> type.getFilename().replace(".class", ""))
			.collect(Collectors.toSet());
		assertThat(theirs).hasSizeGreaterThan(1_000);
		Set<String> shared = published().stream()
			.flatMap((module) -> names(module).stream())
			.filter(theirs::contains)
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(SHARED_NAMES).containsAll(shared);
	}

	@Test
	void noPackageIsTooLargeToSurvey() throws IOException {
		Map<Path, Long> sizes = published().stream()
			.flatMap((module) -> classes(module).stream())
			.collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
		assertThat(sizes).allSatisfy((name, classes) -> assertThat(classes).as(name.toString())
			.isLessThanOrEqualTo(MOST_CLASSES_OF_A_PACKAGE));
	}

	@Test
	void allModulesAreRead() throws IOException {
		assertThat(published()).extracting((module) -> ROOT.relativize(module).toString())
			.contains("azure-discovery-agent", "azure-discovery-core", "azure-discovery-dashboard",
					"azure-discovery-envoy", "azure-discovery-fleet", "azure-discovery-grpc", "azure-discovery-haproxy",
					"azure-discovery-spring-boot-starter", "azure-discovery-test");
		assertThat(modules()).extracting((module) -> ROOT.relativize(module).toString())
			.contains("integration-tests/apps/support", "benchmarks/startup/run");
	}

	static List<Path> published() throws IOException {
		return modules().stream()
			.filter((module) -> module.getFileName().toString().startsWith("azure-discovery-"))
			.toList();
	}

	private static List<Path> modules() throws IOException {
		try (Stream<Path> folders = Files.walk(ROOT, 3)) {
			return folders.filter((folder) -> Files.isDirectory(folder.resolve(MAIN))).sorted().toList();
		}
	}

	private static List<String> names(Path module) {
		return classes(module).stream().map((file) -> file.getFileName().toString().replace(".java", "")).toList();
	}

	private static List<Path> classes(Path module) {
		try (Stream<Path> files = Files.walk(module.resolve(MAIN))) {
			return files.filter((file) -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
