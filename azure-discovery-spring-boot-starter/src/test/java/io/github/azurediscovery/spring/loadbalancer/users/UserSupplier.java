package io.github.azurediscovery.spring.loadbalancer.users;

import java.util.List;

import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Flux;

/** A supplier of the user's own: one instance at port 1. */
public class UserSupplier {

	/** The port by which the user's instance is told from ours. */
	public static final int PORT = 1;

	@Bean
	ServiceInstanceListSupplier theUsersOwn(Environment environment) {
		return of(environment.getProperty("loadbalancer.client.name", "main"));
	}

	public static ServiceInstanceListSupplier of(String service) {
		ServiceInstance instance = new DefaultServiceInstance("user", service, "127.0.0.1", PORT, false);
		return new ServiceInstanceListSupplier() {

			@Override
			public String getServiceId() {
				return service;
			}

			@Override
			public Flux<List<ServiceInstance>> get() {
				return Flux.just(List.of(instance));
			}

		};
	}

}
