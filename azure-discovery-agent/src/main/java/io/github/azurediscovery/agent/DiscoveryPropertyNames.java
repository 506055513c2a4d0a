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
	 * Return the known names that an unknown one may be meant for.
	 * @param unknown the name, without the prefix of all
	 * @return those that begin and end as the unknown one does for the longest, sorted
	 */
	Set<String> like(String unknown) {
		int most = this.names.stream().mapToInt((name) -> likeness(name, unknown)).max().orElse(0);
		Set<String> like = new TreeSet<>(this.names);
		like.removeIf((name) -> likeness(name, unknown) < most);
		return like;
	}

	private static int likeness(String name, String unknown) {
		return sharedBeginning(name, unknown)
				+ sharedBeginning(new StringBuilder(name).reverse(), new StringBuilder(unknown).reverse());
	}

	private static int sharedBeginning(CharSequence one, CharSequence other) {
		int shared = 0;
		while (shared < Math.min(one.length(), other.length()) && one.charAt(shared) == other.charAt(shared)) {
			shared++;
		}
		return shared;
	}

}
