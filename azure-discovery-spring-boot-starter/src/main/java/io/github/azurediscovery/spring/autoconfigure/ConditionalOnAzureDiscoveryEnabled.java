package io.github.azurediscovery.spring.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.cloud.client.ConditionalOnDiscoveryEnabled;

/**
 * Matches unless {@code spring.cloud.discovery.enabled} or
 * {@code azure.discovery.enabled} is {@code false}.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ConditionalOnDiscoveryEnabled
@ConditionalOnBooleanProperty(name = "azure.discovery.enabled", matchIfMissing = true)
public @interface ConditionalOnAzureDiscoveryEnabled {

}
