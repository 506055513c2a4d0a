package io.github.azurediscovery.spring.grpc;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.grpc.GrpcDiscovery;
import io.github.azurediscovery.spring.loadbalancer.PickCounter;
import io.github.azurediscovery.spring.loadbalancer.ZonePreferenceSetting;
import io.grpc.ManagedChannelBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for discovery in gRPC channels,
 * whatever builds them.
 */
@AutoConfiguration(afterName = { "io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration",
		"io.github.azurediscovery.spring.loadbalancer.AzureDiscoveryLoadBalancerAutoConfiguration" })
@ConditionalOnClass({ ManagedChannelBuilder.class, PickCounter.class })
@ConditionalOnBean(AzureDiscovery.class)
public final class GrpcDiscoveryAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GrpcDiscovery azureGrpcDiscovery(AzureDiscovery discovery, ObjectProvider<ZonePreferenceSetting> zones,
			ObjectProvider<PickCounter> picks) {
		GrpcDiscovery grpc = GrpcDiscovery.of(discovery);
		ZonePreferenceSetting zone = zones.getIfAvailable();
		PickCounter counter = picks.getIfAvailable();
		grpc = (zone != null) ? grpc.preferringZone(zone::isOnFor) : grpc;
		return (counter != null) ? grpc.onPick(counter::count) : grpc;
	}

	@Bean
	GrpcDiscovery.Registration azureGrpcDiscoveryRegistration(GrpcDiscovery discovery) {
		return discovery.register();
	}

}
