package io.github.azurediscovery.spring.envoy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

@ExtendWith(OutputCaptureExtension.class)
class ListenAddressGuardTests {

	private static ListenAddressGuard guard(boolean insecure, String... properties) {
		MockEnvironment environment = new MockEnvironment();
		for (String property : properties) {
			environment.setProperty(property.split("=")[0], property.split("=")[1]);
		}
		return new ListenAddressGuard(environment, insecure);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.grpc.server.port=18000", "spring.grpc.server.address=0.0.0.0",
			"spring.grpc.server.ssl.bundle=xds", "spring.grpc.server.ssl.client-auth=require",
			"spring.grpc.server.ssl.bundle=xds,spring.grpc.server.ssl.client-auth=optional",
			"spring.grpc.server.ssl.bundle=xds,spring.grpc.server.ssl.client-auth=require,spring.grpc.server.ssl.secure=false",
			"spring.grpc.server.ssl.bundle=xds,spring.grpc.server.ssl.client-auth=require,spring.grpc.server.ssl.enabled=false" })
	void offLoopbackWithoutCertificatesTheStartFails(String properties) {
		assertThatIllegalArgumentException().isThrownBy(() -> guard(false, properties.split(",")).checkGrpc())
			.withMessageStartingWith("spring.grpc.server.address is ")
			.withMessageContaining("spring.grpc.server.ssl.client-auth=require")
			.withMessageContaining("azure.discovery.envoy.insecure=true");
	}

	@Test
	void thatNoCertificateIsNeededIsSaidAloud(CapturedOutput log) {
		guard(true).checkGrpc();
		assertThat(log).contains("WARN")
			.contains("spring.grpc.server.address is not set, so other machines may ask without a certificate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.grpc.server.ssl.bundle=xds,spring.grpc.server.ssl.client-auth=require",
			"spring.grpc.server.ssl.bundle=xds,spring.grpc.server.ssl.client-auth=REQUIRE",
			"spring.grpc.server.address=::1", "spring.grpc.server.address=127.0.0.1",
			"spring.grpc.server.enabled=false", "spring.grpc.server.netty.domain-socket-path=/run/xds.sock",
			"spring.grpc.server.servlet.enabled=true,server.address=127.0.0.1" })
	void withCertificatesOrOnLoopbackItStarts(String properties) {
		assertThatNoException().isThrownBy(() -> guard(false, properties.split(",")).checkGrpc());
	}

	@Test
	void theWebServerIsGuardedAlike() {
		assertThatNoException().isThrownBy(() -> guard(false, "server.ssl.client-auth=need").checkHttp());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> guard(false, "server.ssl.client-auth=need", "server.ssl.enabled=false").checkHttp())
			.withMessageStartingWith("server.address is not set")
			.withMessageContaining("server.ssl.client-auth=need");
	}

}
