package io.github.azurediscovery.spring.loadbalancer;

import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import org.springframework.cloud.loadbalancer.core.NoopServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplierBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The kind of discovery client that Spring Cloud LoadBalancer uses: the reactive one if
 * there is one, otherwise the blocking one.
 */
enum DiscoveryClientMode {

	REACTIVE {

		@Override
		ServiceInstanceListSupplierBuilder base() {
			return ServiceInstanceListSupplier.builder().withDiscoveryClient();
		}

		@Override
		boolean addHealthChecks(ServiceInstanceListSupplierBuilder builder, ApplicationContext context) {
			if (hasBean(context, WebClient.Builder.class)) {
				builder.withHealthChecks();
				return true;
			}
			return BLOCKING.addHealthChecks(builder, context);
		}

		@Override
		void addApiVersions(ServiceInstanceListSupplierBuilder builder) {
			builder.withReactiveApiVersioning();
		}

	},

	BLOCKING {

		@Override
		ServiceInstanceListSupplierBuilder base() {
			return ServiceInstanceListSupplier.builder().withBlockingDiscoveryClient();
		}

		@Override
		boolean addHealthChecks(ServiceInstanceListSupplierBuilder builder, ApplicationContext context) {
			if (hasBean(context, RestTemplate.class)) {
				builder.withBlockingHealthChecks();
				return true;
			}
			if (hasBean(context, RestClient.class)) {
				builder.withBlockingRestClientHealthChecks();
				return true;
			}
			return false;
		}

		@Override
		void addApiVersions(ServiceInstanceListSupplierBuilder builder) {
			builder.withBlockingApiVersioning();
		}

	},

	NONE {

		@Override
		ServiceInstanceListSupplierBuilder base() {
			return ServiceInstanceListSupplier.builder().withBase(new NoopServiceInstanceListSupplier());
		}

		@Override
		boolean addHealthChecks(ServiceInstanceListSupplierBuilder builder, ApplicationContext context) {
			return true;
		}

		@Override
		void addApiVersions(ServiceInstanceListSupplierBuilder builder) {
			builder.withBlockingApiVersioning();
		}

	};

	abstract ServiceInstanceListSupplierBuilder base();

	/**
	 * Add Spring Cloud LoadBalancer's own health checks.
	 * @param builder the builder of the supplier
	 * @param context contains the HTTP client for the checks as a bean
	 * @return whether there is such a client
	 */
	abstract boolean addHealthChecks(ServiceInstanceListSupplierBuilder builder, ApplicationContext context);

	abstract void addApiVersions(ServiceInstanceListSupplierBuilder builder);

	static DiscoveryClientMode of(ApplicationContext context) {
		if (isEnabled(context, "reactive") && ClassUtils
			.isPresent("org.springframework.web.reactive.function.client.WebClient", context.getClassLoader())
				&& hasBean(context, ReactiveDiscoveryClient.class)) {
			return REACTIVE;
		}
		return (isEnabled(context, "blocking") && hasBean(context, DiscoveryClient.class)) ? BLOCKING : NONE;
	}

	private static boolean isEnabled(ApplicationContext context, String mode) {
		return context.getEnvironment()
			.getProperty("spring.cloud.discovery." + mode + ".enabled", Boolean.class, Boolean.TRUE);
	}

	private static boolean hasBean(ApplicationContext context, Class<?> type) {
		return context.getBeanProvider(type).stream().findAny().isPresent();
	}

}
