package io.github.azurediscovery.spring.loadbalancer;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/**
 * Analyzes the failure of a supplier of the user that is defined in the main context.
 * Only the context of a client has the name of a service, and Spring Cloud LoadBalancer
 * merely reports that {@code 'serviceId' must not be empty}.
 */
final class MisplacedSupplierFailureAnalyzer extends AbstractFailureAnalyzer<BeanInstantiationException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanInstantiationException cause) {
		BeanCreationException creation = findCause(rootFailure, BeanCreationException.class);
		if (creation == null || !ServiceInstanceListSupplier.class.isAssignableFrom(cause.getBeanClass())
				|| !String.valueOf(cause.getMessage()).contains("serviceId")) {
			return null;
		}
		return new FailureAnalysis(
				("The ServiceInstanceListSupplier bean '%s' is defined in the main context, which has no client "
						+ "name, so that it does not know which service to supply.")
					.formatted(creation.getBeanName()),
				"Move the bean to a class that is neither scanned nor annotated with @Configuration, and reference "
						+ "that class in @LoadBalancerClient(name = …, configuration = …) or in "
						+ "@LoadBalancerClients(defaultConfiguration = …).",
				cause);
	}

}
