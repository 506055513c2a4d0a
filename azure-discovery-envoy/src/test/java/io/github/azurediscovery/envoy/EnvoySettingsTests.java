package io.github.azurediscovery.envoy;

import java.nio.file.Path;
import java.time.Duration;

import io.github.azurediscovery.setting.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EnvoySettingsTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "orders", "{name", "{name}/x", "{name} x", "{name}{port}" })
	void aTemplateThatCannotNameAClusterIsRefused(String template) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> ClusterSettings.DEFAULT.withName(template))
			.withMessageStartingWith("envoy.cluster.name is '" + template + "' but must be ");
	}

	@Test
	void otherSettingsThatCannotWorkAreRefused() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> EnvoySettings.DEFAULT.withEdgePort(0))
			.withMessageStartingWith("envoy.edge.port ");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> EnvoySettings.DEFAULT.withDirectory(Path.of("xds")))
			.withMessageStartingWith("envoy.directory ");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(
					() -> new ClusterSettings("{name}", Duration.ZERO, ClusterPolicy.RANDOM, "/etc/ca.pem", null, null))
			.withMessageStartingWith("envoy.cluster.connect-timeout ");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(
					() -> new ClusterSettings("{name}", Duration.ofSeconds(1), ClusterPolicy.RANDOM, "ca", null, null))
			.withMessageStartingWith("envoy.cluster.ca-file ");
	}

}
