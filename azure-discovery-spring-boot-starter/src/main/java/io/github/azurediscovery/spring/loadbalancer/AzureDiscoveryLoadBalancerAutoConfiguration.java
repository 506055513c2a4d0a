package io.github.azurediscovery.spring.loadbalancer;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryProperties;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalog;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.loadbalancer.reactive.ReactiveLoadBalancer;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.cloud.loadbalancer.config.LoadBalancerAutoConfiguration;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that offers the routable instances
 * to Spring Cloud LoadBalancer and evaluates the outcome of its calls.
 */
@AutoConfiguration(after = { AzureDiscoveryAutoConfiguration.class, LoadBalancerAutoConfiguration.class })
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnClass(ServiceInstanceListSupplier.class)
@ConditionalOnBooleanProperty(name = "azure.discovery.loadbalancer.enabled", matchIfMissing = true)
@ConditionalOnBean({ AzureDiscovery.class, ReactiveLoadBalancer.Factory.class })
@LoadBalancerClients(defaultConfiguration = AzureLoadBalancerClientConfiguration.class)
public final class AzureDiscoveryLoadBalancerAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RoutableInstances azureRoutableInstances(AzureDiscovery discovery, ServiceInstanceCatalog instances) {
		return new RoutableInstances(discovery.routes(), discovery.health(), instances::serviceInstance);
	}

	@Bean
	@Lazy(false)
	LoadBalancerConfigurationsValidator azureLoadBalancerConfigurationsValidator(Environment environment,
			ListableBeanFactory beans) {
		return new LoadBalancerConfigurationsValidator(environment, beans);
	}

	@Bean
	@ConditionalOnMissingBean
	PickCounter azurePickCounter() {
		return new PickCounter();
	}

	@Bean
	ZonePreferenceSetting azureZonePreferenceSetting(AzureDiscoveryProperties properties, Environment environment) {
		return new ZonePreferenceSetting(properties, environment);
	}

	@Bean
	OutcomeReportingLoadBalancerLifecycle azureOutcomeReportingLoadBalancerLifecycle(ServiceInstanceCatalog instances,
			PickCounter picks, AzureDiscoveryProperties properties) {
		return new OutcomeReportingLoadBalancerLifecycle(new CalledInstanceResolver(instances), picks,
				properties.loadbalancer().outlierDetection().statuses());
	}

}
