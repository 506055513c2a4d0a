package io.github.azurediscovery.spring.haproxy;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for feeding HAProxy: a sink for each
 * of {@code azure.discovery.haproxy.sockets}, none if there are none, and the one of the
 * Dataplane API with {@code azure.discovery.haproxy.api=dataplane}.
 */
@AutoConfiguration(beforeName = "io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration")
@ConditionalOnBooleanProperty(name = { "azure.discovery.enabled", "spring.cloud.discovery.enabled" },
		matchIfMissing = true)
@EnableConfigurationProperties(HaproxyProperties.class)
@Import(HaproxySinkRegistrar.class)
public final class HaproxySinkAutoConfiguration {

}
