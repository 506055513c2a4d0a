package io.github.azurediscovery.spring.grpc;

import io.github.azurediscovery.grpc.GrpcDiscovery;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.grpc.client.autoconfigure.GrpcClientProperties;
import org.springframework.boot.grpc.client.autoconfigure.GrpcClientProperties.Channel;
import org.springframework.core.env.Environment;

/** Tells which channels of Spring Boot have a target that discovery resolves. */
final class DiscoveryChannelTargets {

	private static final String ALL_OTHERS = "default";

	private final GrpcClientProperties properties;

	private final Environment environment;

	DiscoveryChannelTargets(GrpcClientProperties properties, Environment environment) {
		this.properties = properties;
		this.environment = environment;
	}

	/**
	 * Return whether a channel uses discovery.
	 * @param name the name of a channel, or its target where it is not configured
	 */
	boolean usesDiscovery(String name) {
		Channel own = this.properties.getChannel().get(name);
		return GrpcDiscovery.resolves(this.environment.resolvePlaceholders((own != null) ? own.getTarget() : name));
	}

	/**
	 * Return the load-balancing policy of a channel without a service config.
	 * @param name the name of a channel, or its target
	 */
	String policy(String name) {
		Channel channel = channel(name);
		return ((channel != null) ? channel : new Channel()).getDefault().getLoadBalancingPolicy();
	}

	private @Nullable Channel channel(String name) {
		Channel own = this.properties.getChannel().get(name);
		return (own != null) ? own : this.properties.getChannel().get(ALL_OTHERS);
	}

}
