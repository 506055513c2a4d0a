package io.github.azurediscovery.apps.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import io.github.azurediscovery.AzureDiscovery;
import io.github.azurediscovery.failures.ReportedVerdict;
import io.github.azurediscovery.health.CallOutcome;
import io.github.azurediscovery.health.CallReporter;
import io.github.azurediscovery.health.InstanceHealthRegistry;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Records the outcomes of calls that an application reports to its discovery. To be added
 * to its bean factory. Thread-safe.
 */
public final class ReportedCalls implements BeanPostProcessor {

	private final List<CallOutcome> outcomes = new CopyOnWriteArrayList<>();

	/**
	 * Return the verdict on the last call.
	 * @return the verdict in the words of the documentation
	 */
	public String lastVerdict() {
		return ReportedVerdict.last(this.outcomes);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof AzureDiscovery discovery)
				? with(AzureDiscovery.class, discovery, "health", (health) -> with(InstanceHealthRegistry.class, health,
						"calls", (calls) -> new Listening((CallReporter) calls, this.outcomes)))
				: bean;
	}

	/** Return a proxy that changes the result of one method. */
	private static Object with(Class<?> type, Object original, String method, UnaryOperator<Object> result) {
		return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, called, arguments) -> {
			try {
				Object returned = called.invoke(original, arguments);
				return called.getName().equals(method) ? result.apply(returned) : returned;
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		});
	}

	private record Listening(CallReporter calls, List<CallOutcome> outcomes) implements CallReporter {

		@Override
		public void begin() {
			this.calls.begin();
		}

		@Override
		public void end(CallOutcome outcome, String reason) {
			this.outcomes.add(outcome);
			this.calls.end(outcome, reason);
		}

	}

}
