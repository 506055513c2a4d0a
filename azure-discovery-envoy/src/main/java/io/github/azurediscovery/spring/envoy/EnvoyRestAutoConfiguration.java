package io.github.azurediscovery.spring.envoy;

import io.github.azurediscovery.envoy.EnvoySink;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.RestController;

/** {@link EnableAutoConfiguration Auto-configuration} for REST xDS. */
@AutoConfiguration(after = EnvoySinkAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnClass(RestController.class)
@ConditionalOnBean(EnvoySink.class)
@ConditionalOnBooleanProperty("azure.discovery.envoy.rest.enabled")
public final class EnvoyRestAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RestDiscoveryController azureDiscoveryRestController(EnvoySink sink, EnvoyProperties properties,
			Environment environment) {
		new ListenAddressGuard(environment, properties.insecure()).checkHttp();
		return new RestDiscoveryController(sink.rest());
	}

}
