package io.github.azurediscovery.spring.grpc;

import io.github.azurediscovery.grpc.GrpcDiscovery;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientAutoConfiguration;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientDefaultServiceConfigCustomizer;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.grpc.client.GrpcChannelBuilderCustomizer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for discovery in the channels of
 * Spring Boot's gRPC client, each with the discovery of its own application context.
 */
@AutoConfiguration(after = { GrpcDiscoveryAutoConfiguration.class, GrpcClientAutoConfiguration.class })
@ConditionalOnClass({ GrpcClientDefaultServiceConfigCustomizer.class, GrpcChannelBuilderCustomizer.class })
@ConditionalOnBean({ GrpcDiscovery.class, GrpcClientProperties.class })
public final class GrpcDiscoveryChannelAutoConfiguration {

	@Bean
	DiscoveryChannelTargets azureGrpcDiscoveryChannelTargets(GrpcClientProperties properties, Environment environment) {
		return new DiscoveryChannelTargets(properties, environment);
	}

	@Bean
	DiscoveryChannelCustomizer<?> azureGrpcDiscoveryChannelCustomizer(GrpcDiscovery discovery,
			DiscoveryChannelTargets targets) {
		return new DiscoveryChannelCustomizer<>(discovery, targets);
	}

	@Bean
	DiscoveryServiceConfigCustomizer azureGrpcDiscoveryServiceConfigCustomizer(DiscoveryChannelTargets targets) {
		return new DiscoveryServiceConfigCustomizer(targets);
	}

}
