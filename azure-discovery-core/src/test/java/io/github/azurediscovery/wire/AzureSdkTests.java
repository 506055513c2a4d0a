package io.github.azurediscovery.wire;

import java.util.List;
import java.util.Map;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineScaleSetVMInner;
import com.azure.resourcemanager.compute.models.ExpandTypeForListVMs;
import com.azure.resourcemanager.compute.models.OrchestrationMode;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceExpandedInner;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedScaleSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clients of the Azure SDK read every list.
 */
class AzureSdkTests {

	private static final String GROUP = SimulatedAzure.RESOURCE_GROUP;

	private final SimulatedAzure azure = SimulatedAzure.start().pageSize(2);

	private final HttpPipeline pipeline = new HttpPipelineBuilder().policies(new EncodedUrls()).build();

	private final AzureProfile profile = new AzureProfile("tenant", SimulatedAzure.SUBSCRIPTION,
			new AzureEnvironment(Map.of("resourceManagerEndpointUrl", this.azure.armEndpoint().toString(),
					"managementEndpointUrl", this.azure.armEndpoint().toString(), "activeDirectoryEndpointUrl",
					this.azure.armEndpoint().toString(), "microsoftGraphResourceId",
					this.azure.armEndpoint().toString())));

	private final ComputeManagementClient compute = ComputeManager.authenticate(this.pipeline, this.profile)
		.serviceClient();

	private final NetworkManagementClient network = NetworkManager.authenticate(this.pipeline, this.profile)
		.serviceClient();

	@AfterEach
	void stop() {
		this.azure.close();
	}

	@Test
	void readsStandaloneVms() {
		this.azure.resourceGroup().vms("orders", 3).forEach((vm) -> vm.tag("team", "blue").zone("1"));
		assertThat(this.compute.getVirtualMachines().listByResourceGroup(GROUP)).extracting(VirtualMachineInner::name)
			.containsExactly("orders-1", "orders-2", "orders-3");
		assertThat(this.compute.getVirtualMachines().list("true", null, null, com.azure.core.util.Context.NONE))
			.allSatisfy((vm) -> {
				assertThat(vm.instanceView().statuses()).extracting((status) -> status.code())
					.contains("PowerState/running");
				assertThat(vm.networkProfile()).isNull();
			});
		List<NetworkInterfaceInner> nics = this.network.getNetworkInterfaces()
			.listByResourceGroup(GROUP)
			.stream()
			.toList();
		assertThat(nics).extracting((nic) -> nic.ipConfigurations().get(0).privateIpAddress())
			.containsExactly("10.1.0.4", "10.1.0.5", "10.1.0.6");
		assertThat(nics).extracting((nic) -> nic.virtualMachine().id())
			.allSatisfy((id) -> assertThat(id).contains("/virtualMachines/orders-"));
	}

	@Test
	void readsAFlexibleScaleSetByItsFilter() {
		SimulatedScaleSet orders = this.azure.scaleSet("orders").flexible().instances(5);
		orders.instance(0).health("unhealthy");
		List<VirtualMachineInner> vms = this.compute.getVirtualMachines()
			.listByResourceGroup(GROUP, "'virtualMachineScaleSet/id' eq '" + orders.id() + "'",
					ExpandTypeForListVMs.INSTANCE_VIEW, com.azure.core.util.Context.NONE)
			.stream()
			.toList();
		assertThat(vms).hasSize(5)
			.allSatisfy((vm) -> assertThat(vm.virtualMachineScaleSet().id()).isEqualToIgnoringCase(orders.id()));
		assertThat(vms).filteredOn((vm) -> vm.instanceView().vmHealth() != null)
			.singleElement()
			.satisfies((vm) -> assertThat(vm.instanceView().vmHealth().status().code())
				.isEqualTo("HealthState/unhealthy"));
		assertThat(this.compute.getVirtualMachineScaleSets().getByResourceGroup(GROUP, "orders").orchestrationMode())
			.isEqualTo(OrchestrationMode.FLEXIBLE);
	}

	@Test
	void readsAUniformScaleSet() {
		this.azure.scaleSet("orders").uniform().zones("1", "2").tag("team", "blue").instances(3);
		this.azure.scaleSet("orders").instance(1).publicAddress("52.1.2.3");
		List<VirtualMachineScaleSetVMInner> vms = this.compute.getVirtualMachineScaleSetVMs()
			.list(GROUP, "orders", null, null, "instanceView", com.azure.core.util.Context.NONE)
			.stream()
			.toList();
		assertThat(vms).extracting(VirtualMachineScaleSetVMInner::name)
			.containsExactly("orders_0", "orders_1", "orders_2");
		assertThat(vms).extracting(VirtualMachineScaleSetVMInner::zones)
			.containsExactly(List.of("1"), List.of("2"), List.of("1"));
		assertThat(this.network.getNetworkInterfaces().listVirtualMachineScaleSetNetworkInterfaces(GROUP, "orders"))
			.extracting((nic) -> nic.virtualMachine().id())
			.hasSize(3);
		assertThat(this.network.getPublicIpAddresses().listVirtualMachineScaleSetPublicIpAddresses(GROUP, "orders"))
			.extracting((ip) -> ip.ipAddress())
			.containsExactly("52.1.2.3");
		assertThat(this.compute.getVirtualMachineScaleSets().getByResourceGroup(GROUP, "orders").orchestrationMode())
			.isEqualTo(OrchestrationMode.UNIFORM);
		assertThat(this.compute.getVirtualMachineScaleSets().list()).hasSize(1);
	}

	@Test
	void readsTrackedResources() {
		this.azure.resourceGroup().vms("orders", 3).forEach((vm) -> vm.tag("team", "blue"));
		this.azure.scaleSet("payments").uniform().tag("team", "red").instances(2);
		ResourceManagementClient resources = ResourceManager.authenticate(this.pipeline, this.profile)
			.withSubscription(SimulatedAzure.SUBSCRIPTION)
			.serviceClient();
		assertThat(resources.getResources()
			.list("resourceType eq 'Microsoft.Compute/virtualMachines' or resourceType eq "
					+ "'Microsoft.Compute/virtualMachineScaleSets'", null, null, com.azure.core.util.Context.NONE))
			.extracting(GenericResourceExpandedInner::name, GenericResourceExpandedInner::tags)
			.containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("orders-1", Map.of("team", "blue")),
					org.assertj.core.groups.Tuple.tuple("orders-2", Map.of("team", "blue")),
					org.assertj.core.groups.Tuple.tuple("orders-3", Map.of("team", "blue")),
					org.assertj.core.groups.Tuple.tuple("payments", Map.of("team", "red")));
	}

	@Test
	void readsPublicAddresses() {
		this.azure.vm("orders-1")
			.publicAddress("52.1.2.3")
			.nic()
			.ipConfiguration("ipconfig1")
			.fqdn("orders.example.org");
		assertThat(this.network.getPublicIpAddresses().listByResourceGroup(GROUP)).singleElement().satisfies((ip) -> {
			assertThat(ip.ipAddress()).isEqualTo("52.1.2.3");
			assertThat(ip.dnsSettings().fqdn()).isEqualTo("orders.example.org");
		});
	}

	/**
	 * What the plain SDK lacks: without it the second page fails with "Illegal character
	 * in query".
	 */
	private static final class EncodedUrls implements HttpPipelinePolicy {

		@Override
		public Mono<HttpResponse> process(com.azure.core.http.HttpPipelineCallContext context,
				HttpPipelineNextPolicy next) {
			String url = context.getHttpRequest().getUrl().toString();
			context.getHttpRequest().setUrl(url.replace(" ", "%20").replace("'", "%27"));
			return next.process();
		}

	}

}
