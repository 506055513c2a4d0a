package io.github.azurediscovery.spring.envoy;

import io.github.azurediscovery.envoy.EnvoySink;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for feeding Envoy and proxyless
 * gRPC: the sink, and its services for Boot's gRPC server.
 */
@AutoConfiguration(beforeName = { "io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration",
		"org.springframework.boot.grpc.server.autoconfigure.GrpcServerServicesAutoConfiguration",
		"org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration" })
@ConditionalOnClass(name = "io.grpc.BindableService")
@ConditionalOnBooleanProperty(
		name = { "azure.discovery.enabled", "spring.cloud.discovery.enabled", "azure.discovery.envoy.enabled" },
		matchIfMissing = true)
@EnableConfigurationProperties(EnvoyProperties.class)
@Import(EnvoyServiceRegistrar.class)
public final class EnvoySinkAutoConfiguration {

	private static final String BOOTS_SERVER = "org.springframework.boot.grpc.server.autoconfigure.GrpcServerProperties";

	/** Another server than Boot's is its owner's concern. */
	@Bean
	@ConditionalOnMissingBean
	EnvoySink azureDiscoveryEnvoySink(EnvoyProperties properties, Environment environment) {
		if (ClassUtils.isPresent(BOOTS_SERVER, null)) {
			new ListenAddressGuard(environment, properties.insecure()).checkGrpc();
		}
		return new EnvoySink(new EnvoySettingsFactory(properties, Binder.get(environment)).create());
	}

}
