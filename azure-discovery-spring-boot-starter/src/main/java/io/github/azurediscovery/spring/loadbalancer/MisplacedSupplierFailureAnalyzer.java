package io.github.azurediscovery.spring.loadbalancer;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanInstantiationException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/**
 * Explains where a supplier of the user's belongs that was built in the main context.
 * Only the context of a client has the name of a service, and Spring Cloud LoadBalancer
 * merely says that {@code 'serviceId' must not be empty}.
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
				("The ServiceInstanceListSupplier bean '%s' was to be made in the main context, where no client has "
						+ "a name, so that it does not know whose instances to supply.")
					.formatted(creation.getBeanName()),
				"Move the bean to a class that is neither scanned nor marked with @Configuration, and name that class "
						+ "in @LoadBalancerClient(name = …, configuration = …) or in "
						+ "@LoadBalancerClients(defaultConfiguration = …).",
				cause);
	}

}
