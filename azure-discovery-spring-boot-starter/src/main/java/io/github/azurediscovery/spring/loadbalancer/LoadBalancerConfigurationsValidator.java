package io.github.azurediscovery.spring.loadbalancer;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClientSpecification;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.core.env.Environment;

/**
 * Rejects an unknown value of {@code spring.cloud.loadbalancer.configurations}, of all
 * clients or of one, when the application starts: the context of a client, where the
 * value is read, is not created before the first call. An unknown value may be meant for
 * a supplier of the user, and is accepted if there may be one.
 */
final class LoadBalancerConfigurationsValidator implements InitializingBean {

	private static final String PREFIX = "spring.cloud.loadbalancer";

	private final Environment environment;

	private final ListableBeanFactory beans;

	LoadBalancerConfigurationsValidator(Environment environment, ListableBeanFactory beans) {
		this.environment = environment;
		this.beans = beans;
	}

	@Override
	public void afterPropertiesSet() {
		if (!hasUserSupplier()) {
			values().forEach(SupplierConfiguration::validate);
		}
	}

	private Map<String, String> values() {
		Map<String, String> values = new TreeMap<>();
		Binder.get(this.environment)
			.bind(PREFIX, Bindable.mapOf(String.class, String.class))
			.orElse(Map.of())
			.forEach((key, value) -> {
				if (key.equals("configurations") || key.matches("clients\\..+\\.configurations")) {
					values.put(PREFIX + '.' + key, value);
				}
			});
		return values;
	}

	private boolean hasUserSupplier() {
		return this.beans.getBeanNamesForType(ServiceInstanceListSupplier.class, true, false).length > 0
				|| this.beans.getBeanProvider(LoadBalancerClientSpecification.class)
					.stream()
					.flatMap((specification) -> Arrays.stream(specification.getConfiguration()))
					.anyMatch((configuration) -> !configuration.getName().startsWith("org.springframework.cloud.")
							&& configuration != AzureLoadBalancerClientConfiguration.class);
	}

}
