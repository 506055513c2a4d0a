package io.github.azurediscovery.spring.loadbalancer;

import java.util.ArrayList;
import java.util.List;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.FakeAzureDiscovery;
import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.client.AzureDiscoveryClientAutoConfiguration;
import io.github.azurediscovery.spring.client.AzureReactiveDiscoveryClientAutoConfiguration;
import io.github.azurediscovery.spring.client.ServiceInstanceCatalogAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.CommonsClientAutoConfiguration;
import org.springframework.cloud.client.ReactiveCommonsClientAutoConfiguration;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.composite.reactive.ReactiveCompositeDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.SimpleDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.discovery.simple.reactive.SimpleReactiveDiscoveryClientAutoConfiguration;
import org.springframework.cloud.client.loadbalancer.LoadBalancerAutoConfiguration;
import org.springframework.cloud.client.loadbalancer.LoadBalancerClient;
import org.springframework.cloud.client.loadbalancer.reactive.LoadBalancerBeanPostProcessorAutoConfiguration;
import org.springframework.cloud.client.loadbalancer.reactive.ReactorLoadBalancerClientAutoConfiguration;
import org.springframework.cloud.commons.util.UtilAutoConfiguration;
import org.springframework.cloud.loadbalancer.config.BlockingLoadBalancerClientAutoConfiguration;
import org.springframework.cloud.loadbalancer.core.DelegatingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.support.LoadBalancerClientFactory;
import org.springframework.context.ApplicationContext;

/** Application contexts with Spring Cloud LoadBalancer and ours, over a stand-in. */
final class LoadBalancerContexts {

	private LoadBalancerContexts() {
	}

	static ApplicationContextRunner runner(FakeAzureDiscovery discovery) {
		return runner().withBean(AzureDiscovery.class, () -> discovery);
	}

	/** Return a runner whose discovery is made from properties, away from Azure. */
	static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withPropertyValues("azure.discovery.tags.enabled=false", "azure.discovery.imds.enabled=false")
			.withConfiguration(AutoConfigurations.of(AzureDiscoveryAutoConfiguration.class,
					ServiceInstanceCatalogAutoConfiguration.class, AzureDiscoveryClientAutoConfiguration.class,
					AzureReactiveDiscoveryClientAutoConfiguration.class,
					AzureDiscoveryLoadBalancerAutoConfiguration.class,
					AzureBlockingLoadBalancerClientAutoConfiguration.class, UtilAutoConfiguration.class,
					SimpleDiscoveryClientAutoConfiguration.class, SimpleReactiveDiscoveryClientAutoConfiguration.class,
					CompositeDiscoveryClientAutoConfiguration.class,
					ReactiveCompositeDiscoveryClientAutoConfiguration.class, CommonsClientAutoConfiguration.class,
					ReactiveCommonsClientAutoConfiguration.class, LoadBalancerAutoConfiguration.class,
					LoadBalancerBeanPostProcessorAutoConfiguration.class,
					ReactorLoadBalancerClientAutoConfiguration.class,
					org.springframework.cloud.loadbalancer.config.LoadBalancerAutoConfiguration.class,
					BlockingLoadBalancerClientAutoConfiguration.class));
	}

	static Instance instance(String id, String service, int port) {
		return Instance.of(id, service, "127.0.0.1", port).build();
	}

	/** Return what is picked for a service, through everything a blocking caller uses. */
	static ServiceInstance pick(ApplicationContext context, String service) {
		return context.getBean(LoadBalancerClient.class).choose(service);
	}

	static ServiceInstanceListSupplier supplier(ApplicationContext context, String service) {
		return context.getBean(LoadBalancerClientFactory.class)
			.getLazyProvider(service, ServiceInstanceListSupplier.class)
			.getObject();
	}

	/** Return the classes of a service's chain of suppliers, the outermost first. */
	static List<String> chain(ApplicationContext context, String service) {
		return chain(supplier(context, service));
	}

	static List<String> chain(ServiceInstanceListSupplier supplier) {
		List<String> names = new ArrayList<>();
		ServiceInstanceListSupplier link = supplier;
		while (link instanceof DelegatingServiceInstanceListSupplier delegating) {
			names.add(link.getClass().getSimpleName());
			link = delegating.getDelegate();
		}
		names.add(link.getClass().getSimpleName());
		return names;
	}

}
