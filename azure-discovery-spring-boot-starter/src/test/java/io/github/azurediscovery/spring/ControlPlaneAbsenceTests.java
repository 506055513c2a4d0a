package io.github.azurediscovery.spring;

import java.io.IOException;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The control plane for Envoy has 39 MB, and reaches nothing that did not ask for it. The
 * class path of this test has all of the starter, the core and the HAProxy module, and of
 * the Envoy module its own classes only.
 */
class ControlPlaneAbsenceTests {

	@ParameterizedTest
	@ValueSource(strings = { "io/grpc", "io/grpc/BindableService.class", "io/envoyproxy",
			"io/envoyproxy/controlplane/cache/ConfigWatcher.class", "com/google/protobuf/Message.class" })
	void thereIsNothingOfIt(String resource) throws IOException {
		assertThat(Collections.list(getClass().getClassLoader().getResources(resource))).isEmpty();
	}

	@Test
	void theModulesThatWouldBringItAreThere() {
		assertThat(getClass().getClassLoader().getResource("io/github/azurediscovery/haproxy/sink/HaproxySink.class"))
			.isNotNull();
		assertThat(getClass().getClassLoader().getResource("io/github/azurediscovery/AzureDiscovery.class"))
			.isNotNull();
	}

}
