package io.github.azurediscovery.spring.loadbalancer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.cloud.loadbalancer.cache.LoadBalancerCacheManager;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplierBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The chain of suppliers that Spring Cloud LoadBalancer would use by default, created on
 * first use. Follows
 * {@code org.springframework.cloud.loadbalancer.annotation.LoadBalancerClientConfiguration}:
 * discovery client, cache if there is one, and the suppliers that the property
 * {@code configurations} adds to a discovery client. The suppliers that it adds on top of
 * {@link AzureServiceInstanceListSupplier} are on top of this chain too.
 */
final class DefaultSupplierChain implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(DefaultSupplierChain.class);

	private final ConfigurableApplicationContext context;

	private final SupplierConfiguration configuration;

	private volatile @Nullable ServiceInstanceListSupplier supplier;

	DefaultSupplierChain(ConfigurableApplicationContext context, SupplierConfiguration configuration) {
		this.context = context;
		this.configuration = configuration;
	}

	ServiceInstanceListSupplier supplier() {
		ServiceInstanceListSupplier built = this.supplier;
		return (built != null) ? built : build();
	}

	private synchronized ServiceInstanceListSupplier build() {
		ServiceInstanceListSupplier built = this.supplier;
		if (built == null) {
			built = create();
			start(built);
			this.supplier = built;
		}
		return built;
	}

	private ServiceInstanceListSupplier create() {
		DiscoveryClientMode mode = DiscoveryClientMode.of(this.context);
		ServiceInstanceListSupplierBuilder builder = mode.base();
		if (this.configuration == SupplierConfiguration.HEALTH_CHECK) {
			if (!mode.addHealthChecks(builder, this.context)) {
				logger.warn(
						"No health checks for '{}', which is not in the catalog: Spring Cloud LoadBalancer "
								+ "requires a bean of type WebClient.Builder, RestTemplate or RestClient for them",
						this.context.getEnvironment().getProperty("loadbalancer.client.name"));
			}
			return builder.build(this.context);
		}
		if (this.context.getBeanProvider(LoadBalancerCacheManager.class).getIfAvailable() != null) {
			builder.withCaching();
		}
		if (this.configuration == SupplierConfiguration.ZONE_PREFERENCE) {
			builder.withZonePreference();
		}
		return builder.build(this.context);
	}

	private static void start(ServiceInstanceListSupplier supplier) {
		if (supplier instanceof InitializingBean bean) {
			try {
				bean.afterPropertiesSet();
			}
			catch (Exception ex) {
				throw new IllegalStateException("Cannot start the supplier of '" + supplier.getServiceId() + "'", ex);
			}
		}
	}

	@Override
	public synchronized void destroy() throws Exception {
		if (this.supplier instanceof DisposableBean bean) {
			bean.destroy();
		}
	}

}
