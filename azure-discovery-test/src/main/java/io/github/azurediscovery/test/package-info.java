/**
 * A simulated Azure over loopback HTTP: Azure Resource Manager with virtual machines,
 * scale sets and network interfaces, and the instance metadata service, with the oddities
 * of the real ones. Begin with
 * {@link io.github.azurediscovery.test.SimulatedAzure#start()}: <pre class="code">
 * try (SimulatedAzure azure = SimulatedAzure.start()) {
 *     azure.vm("orders-1")
 *         .tag("Discovery:Service:Name", "orders")
 *         .tag("Discovery:Service:Port", "8080")
 *         .address("10.0.0.4");
 *     SimulatedScaleSet payments = azure.scaleSet("payments").uniform().instances(3);
 *
 *     azure.fault(AzureFault.throttled(Duration.ofSeconds(2)).once(), AzureOperation.NIC_LIST);
 *     payments.scaleOut(2);
 *     payments.instance(0).deallocate();
 *
 *     assertThat(azure.requests().count(AzureOperation.NIC_LIST)).isLessThan(3);
 * }
 * </pre>
 */
@NullMarked
package io.github.azurediscovery.test;

import org.jspecify.annotations.NullMarked;
