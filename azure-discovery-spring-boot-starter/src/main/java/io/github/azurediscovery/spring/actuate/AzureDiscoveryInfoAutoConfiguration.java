package io.github.azurediscovery.spring.actuate;

import io.github.azurediscovery.imds.ImdsClient;
import io.github.azurediscovery.spring.autoconfigure.AzureDiscoveryAutoConfiguration;
import io.github.azurediscovery.spring.autoconfigure.ConditionalOnAzureDiscoveryEnabled;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for
 * {@link AzureInstanceInfoContributor}.
 */
@AutoConfiguration(after = AzureDiscoveryAutoConfiguration.class)
@ConditionalOnAzureDiscoveryEnabled
@ConditionalOnClass({ InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnBean(ImdsClient.class)
public final class AzureDiscoveryInfoAutoConfiguration {

	@Bean
	@ConditionalOnEnabledInfoContributor("azure-discovery")
	@ConditionalOnMissingBean(name = "azureDiscoveryInfoContributor")
	InfoContributor azureDiscoveryInfoContributor(ImdsClient imds) {
		return new AzureInstanceInfoContributor(imds);
	}

}
