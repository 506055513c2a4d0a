package io.github.azurediscovery.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.github.azurediscovery.spring.autoconfigure.ServiceProperties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The properties that exist, as the configuration metadata on the class path tells. */
final class PropertyNames {

	private static final String OURS = "azure.discovery.";

	private static final String SERVICE = OURS + "services.*.";

	/** Of a module that depends on this one. */
	private static final Path AGENT = Path.of("..", "azure-discovery-agent", "src", "main", "resources", "META-INF",
			"additional-spring-configuration-metadata.json");

	private final Set<String> names = new TreeSet<>();

	private final Set<String> maps = new TreeSet<>();

	PropertyNames() {
		try {
			ClassLoader loader = getClass().getClassLoader();
			for (String file : new String[] { "spring-configuration-metadata.json",
					"additional-spring-configuration-metadata.json" }) {
				for (URL metadata : Collections.list(loader.getResources("META-INF/" + file))) {
					add(metadata, "");
				}
			}
			add(AGENT.toUri().toURL(), "");
			add(loader.getResource(
					"META-INF/spring/configuration-metadata/" + ServiceProperties.class.getName() + ".json"), SERVICE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void add(URL metadata, String prefix) throws IOException {
		try (InputStream stream = metadata.openStream()) {
			for (JsonNode property : JsonMapper.shared().readTree(stream).path("properties")) {
				String name = prefix + property.path("name").asString();
				this.names.add(name);
				if (property.path("type").asString("").startsWith("java.util.Map")
						&& !(name + ".").equals(OURS + "services.")) {
					this.maps.add(name + '.');
				}
			}
		}
	}

	/**
	 * Tell whether a property exists. Of names whose family nothing on the class path
	 * describes, such as another registry's, nothing is known.
	 */
	boolean exists(String property) {
		String name = property.replaceAll("\\[\\d+]$", "")
			.replaceFirst("^azure\\.discovery\\.services\\.[^.]+\\.", SERVICE);
		return this.names.contains(name) || this.maps.stream().anyMatch(name::startsWith) || !isKnownFamily(name);
	}

	/** Tell the same of a name in the text, which may stand for several. */
	boolean existsOrIsAMeter(String text) {
		String name = text.replaceFirst("^azure\\.discovery\\.services\\.[^.]+", "azure.discovery.services.*")
			.replaceFirst("\\.?\\*?$", "");
		return this.names.stream().anyMatch((known) -> known.equals(name) || known.startsWith(name + '.'))
				|| meters().contains("`" + text + "`");
	}

	private boolean isKnownFamily(String name) {
		String family = Pattern.compile("^(spring\\.cloud\\.[^.]+\\.|[^.]+\\.[^.]+\\.).*")
			.matcher(name)
			.replaceFirst("$1");
		return this.names.stream().anyMatch((known) -> known.startsWith(family));
	}

	private static String meters() {
		try {
			return Files.readString(Path.of("..", "docs", "reference", "metrics.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
