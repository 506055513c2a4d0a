package io.github.azurediscovery.spring.loadbalancer;

import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplierBuilder;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Lazy;

/**
 * Configuration of the context that Spring Cloud LoadBalancer creates for each client.
 * The supplier is a fallback: a supplier of the user takes precedence, wherever it is
 * defined, and this one is then not even created. Public because code that is generated
 * ahead of time refers to it.
 */
@Configuration(proxyBeanMethods = false)
public final class AzureLoadBalancerClientConfiguration {

	@Bean
	@Lazy
	@Fallback
	@ConditionalOnMissingBean
	ServiceInstanceListSupplier azureServiceInstanceListSupplier(ConfigurableApplicationContext context,
			RoutableInstances instances, AzureDiscoveryProperties properties) {
		String service = LoadBalancerClientFactory.getName(context.getEnvironment());
		SupplierConfiguration configuration = SupplierConfiguration.of(context.getEnvironment());
		boolean preferZone = configuration == SupplierConfiguration.ZONE_PREFERENCE
				|| properties.loadbalancer().zonePreference().enabled();
		ServiceInstanceListSupplierBuilder builder = ServiceInstanceListSupplier.builder()
			.withBase(new AzureServiceInstanceListSupplier(service, instances.forService(service), preferZone,
					new DefaultSupplierChain(context, configuration)));
		configuration.addTo(builder, context);
		return builder.build(context);
	}

}
