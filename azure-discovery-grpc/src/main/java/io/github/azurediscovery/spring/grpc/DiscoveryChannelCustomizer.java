package io.github.azurediscovery.spring.grpc;

import io.github.azurediscovery.grpc.GrpcDiscovery;
import io.grpc.ManagedChannelBuilder;

import org.springframework.grpc.client.GrpcChannelBuilderCustomizer;

/**
 * Connects the channels that discovery resolves with the discovery of this application
 * context. The service config of such a channel is that of
 * {@link DiscoveryServiceConfigCustomizer}.
 *
 * @param <B> the type of the builder
 */
final class DiscoveryChannelCustomizer<B extends ManagedChannelBuilder<B>> implements GrpcChannelBuilderCustomizer<B> {

	private final GrpcDiscovery discovery;

	private final DiscoveryChannelTargets targets;

	DiscoveryChannelCustomizer(GrpcDiscovery discovery, DiscoveryChannelTargets targets) {
		this.discovery = discovery;
		this.targets = targets;
	}

	@Override
	public void customize(String target, B builder) {
		if (this.targets.usesDiscovery(target)) {
			this.discovery.configure(builder).disableServiceConfigLookUp();
		}
	}

}
