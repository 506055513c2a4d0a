package io.github.azurediscovery.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

import io.github.azurediscovery.source.InstanceSource;
import io.github.azurediscovery.source.StaticSource;

/**
 * The sources of the configured services that Azure does not know.
 */
final class ConfiguredSources {

	private ConfiguredSources() {
	}

	static List<InstanceSource> of(AzureDiscoveryProperties properties) {
		List<InstanceSource> sources = new ArrayList<>();
		new TreeMap<>(properties.services()).forEach((id, service) -> {
			if (!service.fixed().isEmpty()) {
				sources.add(new StaticSource(id.toLowerCase(Locale.ROOT), service.fixed(), service.port(),
						Boolean.TRUE.equals(service.secure())));
			}
		});
		return sources;
	}

}
