package io.github.azurediscovery.spring.envoy;

import java.util.List;

import io.github.azurediscovery.envoy.EnvoySink;
import io.grpc.BindableService;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/** Registers each service of the control plane, as Boot's gRPC server looks for them. */
final class EnvoyServiceRegistrar implements BeanRegistrar {

	private static final List<String> SERVICES = List.of("Aggregated", "Cluster", "Endpoint", "Listener", "Route");

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		for (int index = 0; index < SERVICES.size(); index++) {
			int position = index;
			registry.registerBean("azureDiscoveryEnvoy" + SERVICES.get(index) + "Service", BindableService.class,
					(bean) -> bean.supplier((context) -> context.bean(EnvoySink.class).services().get(position)));
		}
	}

}
