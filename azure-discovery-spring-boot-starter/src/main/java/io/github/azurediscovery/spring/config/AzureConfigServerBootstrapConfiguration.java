package io.github.azurediscovery.spring.config;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.config.client.ConfigServerInstanceProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Bootstrap configuration for the discovery of config servers.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ConfigServerInstanceProvider.class)
@ConditionalOnBooleanProperty("spring.cloud.config.discovery.enabled")
final class AzureConfigServerBootstrapConfiguration {

	@Bean
	@ConditionalOnMissingBean(ConfigServerInstanceProvider.Function.class)
	AzureConfigServerInstanceProvider azureConfigServers(Environment environment) {
		return new AzureConfigServerInstanceProvider(Binder.get(environment));
	}

}
