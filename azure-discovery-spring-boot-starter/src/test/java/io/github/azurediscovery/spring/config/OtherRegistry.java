package io.github.azurediscovery.spring.config;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.bootstrap.BootstrapRegistry;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.bootstrap.BootstrapRegistryInitializer;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.config.client.ConfigServerInstanceProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Another registry on the class path that finds config servers, and whose turn comes
 * before ours; does nothing until a test says what it knows.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class OtherRegistry implements BootstrapRegistryInitializer {

	static volatile @Nullable List<ServiceInstance> knows;

	static ConfigServerInstanceProvider.Function answering(List<ServiceInstance> servers) {
		return (service) -> servers;
	}

	@Override
	public void initialize(BootstrapRegistry registry) {
		List<ServiceInstance> servers = knows;
		if (servers != null) {
			registry.register(ConfigServerInstanceProvider.Function.class, InstanceSupplier.of(answering(servers)));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static class Bootstrap {

		@Bean
		@Conditional(Knowing.class)
		ConfigServerInstanceProvider.Function otherConfigServers() {
			return answering(knows);
		}

	}

	static class Knowing implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return knows != null;
		}

	}

}
