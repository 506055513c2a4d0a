package io.github.azurediscovery.spring.loadbalancer;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.loadbalancer.blocking.client.BlockingLoadBalancerClient;
import org.springframework.cloud.loadbalancer.config.BlockingLoadBalancerClientAutoConfiguration;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestTemplate;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Spring's blocking load balancer
 * client. Differs from Spring Cloud's own client only in that it caches lookups which the
 * callbacks of this library would make more expensive.
 */
@AutoConfiguration(after = AzureDiscoveryLoadBalancerAutoConfiguration.class,
		before = BlockingLoadBalancerClientAutoConfiguration.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnClass({ BlockingLoadBalancerClient.class, RestTemplate.class })
@ConditionalOnBooleanProperty(name = "azure.discovery.loadbalancer.enabled", matchIfMissing = true)
@ConditionalOnBean({ AzureDiscovery.class, LoadBalancerClientFactory.class })
public final class AzureBlockingLoadBalancerClientAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(LoadBalancerClient.class)
	BlockingLoadBalancerClient blockingLoadBalancerClient(LoadBalancerClientFactory clients,
			ConfigurableApplicationContext context) {
		return new BlockingLoadBalancerClient(new CachingLoadBalancerFactory(clients, context::isRunning));
	}

}
