package io.github.azurediscovery.test.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets the application context of a test talk to a
 * {@link io.github.azurediscovery.test.SimulatedAzure} of its own. It is a bean of the
 * context, and the properties {@code azure.discovery.endpoints.*},
 * {@code azure.discovery.credential.type} and {@code azure.discovery.scope.*} lead to it.
 * <pre class="code">
 * &#064;SpringBootTest
 * &#064;SimulatedAzureTest
 * class CheckoutTests {
 *
 *     &#064;AzureSetup
 *     static void estate(SimulatedAzure azure) {
 *         azure.vm("orders-1")
 *             .tag("Discovery:Service:Name", "orders")
 *             .tag("Discovery:Service:Port", "8080");
 *     }
 *
 *     &#064;Autowired
 *     SimulatedAzure azure;
 *
 * }
 * </pre> The methods marked {@link AzureSetup} run before the context starts; after every
 * test what they made is made again, and everything else the test did to Azure is undone.
 * The application learns of that with its next refresh. Test classes with the same such
 * methods, inherited ones, share one context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface SimulatedAzureTest {

}
