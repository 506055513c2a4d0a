package io.github.azurediscovery.apps.registries;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.web.client.RestClient;

/** An application whose services are found by three discovery clients. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ShopApplication {

	@Bean
	@LoadBalanced
	RestClient.Builder balancedRestClientBuilder(RestClientBuilderConfigurer configurer) {
		return configurer.configure(RestClient.builder());
	}

	/** For Eureka's client, which would balance its own calls otherwise. */
	@Bean
	@Primary
	RestClient.Builder plainRestClientBuilder() {
		return RestClient.builder();
	}

}
