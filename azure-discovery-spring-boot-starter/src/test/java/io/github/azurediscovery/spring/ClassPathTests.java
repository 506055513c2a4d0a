package io.github.azurediscovery.spring;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** What the starter brings, which is at most what its tests see. */
class ClassPathTests {

	@ParameterizedTest
	@ValueSource(strings = { "io.grpc.ManagedChannelBuilder", "io.grpc.util.ForwardingSubchannel",
			"org.springframework.grpc.client.GrpcChannelFactory", "com.google.protobuf.Message",
			"io.github.azurediscovery.grpc.GrpcDiscovery" })
	void nothingOfGrpcIsOnIt(String type) {
		assertThat(ClassUtils.isPresent(type, getClass().getClassLoader())).isFalse();
	}

}
