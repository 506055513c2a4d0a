package io.github.azurediscovery.azure.lookup;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.resource.ResourceTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReservedMetadataKeysTests {

	@ParameterizedTest
	@ValueSource(strings = { "management.address", "Management-Address", "management_address", "managementAddress",
			"management.scheme", "management.url", "management-url", "managementUrl", "health.url", "service-url",
			"service/url", "URL", "base_uri", "callbackUri", "health.path", "healthPath", "user", "user.name",
			"user.password", "user-name", "userName", "User:Name", "password", "admin.password", "configPath",
			"config-path", "CONFIGPATH" })
	void noTagSetsAKeyThatClientsActOn(String key) {
		assertThat(read(key)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "self", "Self", "zone", "region", "scale-set", "scaleSet", "scale-set-mode", "priority",
			"vm-name", "vm-id", "vm-size", "subscription", "resource-group", "computer-name", "resource-id",
			"os-type" })
	void noTagSetsAKeyThatDiscoverySets(String key) {
		assertThat(read(key)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "hint", "team", "version", "users", "usergroup", "api-version", "instanceId",
			"management.port", "management.context-path", "group", "urls", "curlew" })
	void allOtherKeysMayBeTagged(String key) {
		assertThat(read(key)).isEqualTo(Map.of(key, "x"));
	}

	@Test
	void aListedTagIsNoException() {
		TagSettings d = TagSettings.DEFAULT;
		TagSettings settings = d.toBuilder().metadata(List.of("*")).build();
		assertThat(new TagMetadataReader(settings)
			.read(ResourceTags.of(Map.of("zone", "9", "service-url", "http://evil", "team", "blue"))))
			.isEqualTo(Map.of("team", "blue"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "http", "65536", "80@evil" })
	void aManagementPortIsAPort(String port) {
		assertThat(new TagMetadataReader(TagSettings.DEFAULT)
			.read(ResourceTags.of(Map.of("Discovery:Management:Port", port)))).isEmpty();
	}

	private static Map<String, String> read(String key) {
		return new TagMetadataReader(TagSettings.DEFAULT)
			.read(ResourceTags.of(Map.of("Discovery:Metadata:" + key, "x")));
	}

}
