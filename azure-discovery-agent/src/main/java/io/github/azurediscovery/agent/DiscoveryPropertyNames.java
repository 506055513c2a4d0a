package io.github.azurediscovery.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties that exist, as the configuration metadata on the class path tells.
 *
 * @param names their names, without the prefix of all
 */
record DiscoveryPropertyNames(Set<String> names) {

	static final String PREFIX = "azure.discovery.";

	static DiscoveryPropertyNames read() {
		Set<String> names = new TreeSet<>();
		try {
			for (String file : new String[] { "spring-configuration-metadata.json",
					"additional-spring-configuration-metadata.json" }) {
				for (URL metadata : Collections
					.list(DiscoveryPropertyNames.class.getClassLoader().getResources("META-INF/" + file))) {
					read(metadata, names);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new DiscoveryPropertyNames(Set.copyOf(names));
	}

	private static void read(URL metadata, Set<String> names) throws IOException {
		try (InputStream stream = metadata.openStream()) {
			for (JsonNode property : JsonMapper.shared().readTree(stream).path("properties")) {
				String name = property.path("name").asString();
				if (name.startsWith(PREFIX)) {
					names.add(name.substring(PREFIX.length()));
				}
			}
		}
	}

	/**
	 * Return the known names that begin as an unknown one does.
	 * @param unknown the name, without the prefix of all
	 * @return those that share its longest known beginning, sorted
	 */
	Set<String> like(String unknown) {
		String parent = unknown;
		while (!parent.isEmpty()) {
			parent = parent.substring(0, Math.max(0, parent.lastIndexOf('.')));
			String start = parent.isEmpty() ? "" : parent + '.';
			Set<String> like = new TreeSet<>();
			this.names.stream().filter((name) -> name.startsWith(start)).forEach(like::add);
			if (!like.isEmpty()) {
				return like;
			}
		}
		return Set.of();
	}

}
