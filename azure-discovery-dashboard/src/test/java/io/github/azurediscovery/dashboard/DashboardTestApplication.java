package io.github.azurediscovery.dashboard;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.FakeAzureDiscovery;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** An application with the dashboard, whose discovery does as the test says. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class DashboardTestApplication {

	@Bean
	AzureDiscovery discovery() {
		return new FakeAzureDiscovery();
	}

	/**
	 * One application that ends must not take the event loops of the others along.
	 */
	@Bean
	ReactorResourceFactory reactorResources() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		return resources;
	}

}
