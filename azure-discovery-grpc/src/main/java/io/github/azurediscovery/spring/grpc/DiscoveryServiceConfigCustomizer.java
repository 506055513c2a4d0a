package io.github.azurediscovery.spring.grpc;

import java.util.Map;

import io.github.azurediscovery.grpc.GrpcDiscovery;

import org.springframework.boot.grpc.client.autoconfigure.GrpcClientDefaultServiceConfigCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Lets the load-balancing policy of a channel that discovery resolves report how calls
 * end: the configured policy becomes its child. Comes last, so that it sees what others
 * configured.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class DiscoveryServiceConfigCustomizer implements GrpcClientDefaultServiceConfigCustomizer {

	private final DiscoveryChannelTargets targets;

	DiscoveryServiceConfigCustomizer(DiscoveryChannelTargets targets) {
		this.targets = targets;
	}

	@Override
	public void customize(String target, Map<String, Object> serviceConfig) {
		if (this.targets.usesDiscovery(target)) {
			Map<String, Object> balanced = GrpcDiscovery.balanced(serviceConfig, this.targets.policy(target));
			serviceConfig.clear();
			serviceConfig.putAll(balanced);
		}
	}

}
