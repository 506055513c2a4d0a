package io.github.azurediscovery.azure.lookup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.ValueInterner;
import io.github.azurediscovery.catalog.PortNumber;
import io.github.azurediscovery.setting.WildcardPattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns tags into metadata: those with the prefix, those on the allow-list, and a few
 * with a defined meaning. Many people can write tags, so no tag may set a key that a
 * config client or a monitor would trust or that discovery sets itself.
 */
final class TagMetadataReader {

	private final TagSettings settings;

	private final List<WildcardPattern> allowed;

	private final ValueInterner interner = new ValueInterner();

	TagMetadataReader(TagSettings settings) {
		this.settings = settings;
		this.allowed = settings.metadata().stream().map(WildcardPattern::new).toList();
	}

	Map<String, String> read(ResourceTags tags) {
		Map<String, String> metadata = new TreeMap<>();
		String prefix = this.settings.enabled() ? this.settings.metadataPrefix() : "";
		tags.asMap().forEach((name, value) -> {
			if (!prefix.isEmpty() && name.length() > prefix.length()
					&& name.regionMatches(true, 0, prefix, 0, prefix.length())) {
				put(metadata, name.substring(prefix.length()), value);
			}
			else if (this.allowed.stream().anyMatch((pattern) -> pattern.matches(name))) {
				put(metadata, name, value);
			}
		});
		if (!this.settings.enabled()) {
			return metadata;
		}
		putIfSet(metadata, "weight", tags.get(this.settings.weight()));
		putIfSet(metadata, "management.port", port(tags.get(this.settings.managementPort())));
		putIfSet(metadata, "management.context-path", tags.get(this.settings.managementPath()));
		return metadata;
	}

	private static @Nullable String port(@Nullable String text) {
		return (text != null && PortNumber.parse(text) != null) ? text : null;
	}

	private static void putIfSet(Map<String, String> metadata, String key, @Nullable String value) {
		if (value != null) {
			metadata.put(key, value);
		}
	}

	private void put(Map<String, String> metadata, String key, String value) {
		if (!key.isBlank() && !ReservedMetadataKeys.matches(key.strip())) {
			metadata.put(this.interner.intern(key.strip()), value);
		}
	}

}
