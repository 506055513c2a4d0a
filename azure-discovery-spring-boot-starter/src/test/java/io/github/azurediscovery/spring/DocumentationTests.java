package io.github.azurediscovery.spring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.azurediscovery.catalog.RejectionReason;
import io.github.azurediscovery.spring.autoconfigure.BoundDiscoveryProperties;
import io.github.azurediscovery.spring.autoconfigure.DashboardProperties;
import io.github.azurediscovery.spring.envoy.EnvoyProperties;
import io.github.azurediscovery.spring.fleet.FleetProperties;
import io.github.azurediscovery.spring.haproxy.HaproxyProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Every page: its examples can be bound, its properties exist, its links lead somewhere,
 * the README leads to it, and it calls things by what they are.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

	private static final Pattern NAMED = Pattern.compile("`(azure\\.discovery\\.[^`=\\s]+?)(?:=[^`]*)?`");

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)(?: \"[^\"]*\")?\\)");

	/** A row of a table, but neither its headings nor the line below them. */
	private static final Pattern ROW = Pattern.compile("^\\|(?! code \\||---).*$", Pattern.MULTILINE);

	private static final Pattern CODE = Pattern.compile("^\\| `([a-z-]+)` \\|", Pattern.MULTILINE);

	/** Words for people, which say of a thing less than its name does. */
	private static final Pattern PRONOUN = Pattern.compile(
			"\\b(whoever|whom|no one|(any|every|some)one|" + "(any|every|no|some)body)\\b", Pattern.CASE_INSENSITIVE);

	private static final PropertyNames NAMES = new PropertyNames();

	static List<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.walk(ROOT.resolve("docs")); Stream<Path> top = Files.list(ROOT)) {
			return Stream.concat(docs, top).filter((path) -> path.toString().endsWith(".md")).sorted().toList();
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyExampleCanBeBound(Path page) throws IOException {
		for (Map<String, Object> example : examples(page)) {
			assertThatNoException().as("%s", example)
				.isThrownBy(() -> bind(new Binder(new MapConfigurationPropertySource(example))));
		}
	}

	private static void bind(Binder binder) {
		BoundDiscoveryProperties.bind(binder, BindHandler.DEFAULT);
		binder.bindOrCreate(DashboardProperties.PREFIX, DashboardProperties.class);
		binder.bindOrCreate(FleetProperties.PREFIX, FleetProperties.class);
		binder.bindOrCreate(HaproxyProperties.PREFIX, HaproxyProperties.class);
		binder.bindOrCreate(EnvoyProperties.PREFIX, EnvoyProperties.class);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyPropertyInAnExampleExists(Path page) throws IOException {
		for (Map<String, Object> example : examples(page)) {
			assertThat(example.keySet()).allMatch(NAMES::exists);
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyPropertyThatIsNamedExists(Path page) throws IOException {
		Set<String> named = new TreeSet<>();
		NAMED.matcher(Files.readString(page)).results().forEach((result) -> named.add(result.group(1)));
		assertThat(named).allMatch(NAMES::existsOrIsAMeter);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void callsThingsByTheirNames(Path page) throws IOException {
		assertThat(pronouns(Files.readString(page))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("io.github.azurediscovery.spring.MainSources#modules")
	void callsThingsByTheirNamesInTheSources(Path module) throws IOException {
		for (Path source : MainSources.files(module)) {
			assertThat(pronouns(MainSources.prose(Files.readString(source)))).as("%s", source).isEmpty();
		}
	}

	private static Stream<String> pronouns(String text) {
		return PRONOUN.matcher(text).results().map(MatchResult::group);
	}

	@Test
	void theReadmeLeadsToEveryPage() throws IOException {
		Set<Path> reached = new TreeSet<>();
		Deque<Path> next = new ArrayDeque<>(List.of(ROOT.resolve("README.md")));
		while (!next.isEmpty()) {
			Path page = next.remove().normalize();
			if (reached.add(page)) {
				for (String link : links(page)) {
					Path target = page.resolveSibling(link.split("#", 2)[0]);
					if (link.matches("[^#:]+\\.md(#.*)?")) {
						next.add(target);
					}
				}
			}
		}
		assertThat(reached).containsAll(pages().stream().map(Path::normalize).toList());
	}

	/** The README's table, beside the versions that the build and its profile use. */
	@ParameterizedTest
	@ValueSource(strings = { "README.md", "docs/guides/compatibility.md" })
	void theTestedVersionsAreThoseOfTheBuild(String page) throws IOException {
		String build = Files.readString(ROOT.resolve("pom.xml"));
		List<String> versions = Pattern.compile("<spring-(?:boot|cloud)\\.version>([^<]+)<")
			.matcher(build)
			.results()
			.map((version) -> version.group(1))
			.toList();
		assertThat(versions).hasSize(3);
		assertThat(Files.readString(ROOT.resolve(page))).contains(versions);
	}

	@Test
	void everyRejectionReasonHasARowAndEveryRowAReason() throws IOException {
		String page = Files.readString(ROOT.resolve("docs/troubleshooting.md"));
		String section = page.substring(page.indexOf("\n## Rejection reasons\n") + 1).split("\n## ", 2)[0];
		List<String> codes = CODE.matcher(section).results().map((row) -> row.group(1)).toList();
		assertThat(codes).hasSameSizeAs(ROW.matcher(section).results().toList());
		assertThat(new TreeSet<>(codes)).isEqualTo(
				Stream.of(RejectionReason.values()).map(RejectionReason::code).collect(toCollection(TreeSet::new)));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyLinkLeadsSomewhere(Path page) throws IOException {
		for (String link : links(page)) {
			if (link.contains("://") || link.startsWith("mailto:")) {
				continue;
			}
			String[] parts = link.split("#", 2);
			Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
			assertThat(target).exists();
			if (parts.length == 2) {
				assertThat(headings(target)).as(link).contains(parts[1]);
			}
		}
	}

	private static List<String> links(Path page) throws IOException {
		return LINK.matcher(Files.readString(page)).results().map((result) -> result.group(1)).toList();
	}

	private static Set<String> headings(Path page) throws IOException {
		Set<String> headings = new TreeSet<>();
		Files.readAllLines(page)
			.stream()
			.filter((line) -> line.startsWith("#"))
			.forEach((line) -> headings.add(line.replaceFirst("^#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-')));
		return headings;
	}

	private static List<Map<String, Object>> examples(Path page) throws IOException {
		return YAML.matcher(Files.readString(page)).results().map(DocumentationTests::example).toList();
	}

	private static Map<String, Object> example(MatchResult block) {
		try {
			Map<String, Object> properties = new TreeMap<>();
			for (PropertySource<?> source : new YamlPropertySourceLoader().load("page",
					new ByteArrayResource(block.group(1).getBytes(StandardCharsets.UTF_8)))) {
				((Map<?, ?>) source.getSource())
					.forEach((name, value) -> properties.put(name.toString(), value.toString()));
			}
			return properties;
		}
		catch (IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

}
