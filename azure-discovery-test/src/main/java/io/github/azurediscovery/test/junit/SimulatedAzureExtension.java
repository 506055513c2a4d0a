package io.github.azurediscovery.test.junit;

import io.github.azurediscovery.test.SimulatedAzure;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class, its nested classes included, a {@link SimulatedAzure} as parameter
 * of constructors and methods. It is empty at the beginning of every test, and closed
 * after the last. <pre class="code">
 * &#064;ExtendWith(SimulatedAzureExtension.class)
 * class OrdersTests {
 *
 *     &#064;Test
 *     void findsOrders(SimulatedAzure azure) {
 *         azure.vm("orders-1").tag("Discovery:Service:Name", "orders");
 *         …
 *     }
 *
 * }
 * </pre>
 */
public final class SimulatedAzureExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

	private static final Namespace NAMESPACE = Namespace.create(SimulatedAzureExtension.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		azure(context);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		azure(context).reset();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == SimulatedAzure.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return azure(context);
	}

	private SimulatedAzure azure(ExtensionContext context) {
		return context.getStore(NAMESPACE)
			.computeIfAbsent(SimulatedAzure.class, (type) -> SimulatedAzure.start(), SimulatedAzure.class);
	}

}
