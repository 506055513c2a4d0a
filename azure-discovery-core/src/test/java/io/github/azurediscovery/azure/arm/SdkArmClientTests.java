package io.github.azurediscovery.azure.arm;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.implementation.ComputeManagementClientBuilder;
import com.azure.resourcemanager.compute.models.ExpandTypeForListVMs;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.implementation.NetworkManagementClientBuilder;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import com.azure.resourcemanager.resources.implementation.ResourceManagementClientBuilder;
import io.github.azurediscovery.azure.http.ArmRequestCounter;
import io.github.azurediscovery.azure.http.BufferedResponse;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ResourceListScope;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The requests are declared here and not by the SDK's own clients; they must ask for the
 * same, in the same version of the API.
 */
class SdkArmClientTests {

	private static final String BASE = "http://127.0.0.1";

	private static final String FILTER = "resourceType eq 'Microsoft.Compute/virtualMachines'"
			+ " or resourceType eq 'Microsoft.Compute/virtualMachineScaleSets'";

	private static final AzureResourceId SET = AzureResourceId
		.of("/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/web");

	private static final ResourceListScope GROUP = new ResourceListScope("sub", "rg");

	private static final ResourceListScope SUBSCRIPTION = new ResourceListScope("sub", null);

	private final List<String> sent = new ArrayList<>();

	private final HttpPipeline pipeline = new HttpPipelineBuilder().httpClient((request) -> {
		this.sent.add(text(request));
		return Mono.just(BufferedResponse.json(request, "{\"id\": \"/none\", \"value\": []}"));
	}).build();

	private final SdkArmClient ours = new SdkArmClient(this.pipeline, URI.create(BASE + "/"),
			new PagedListReader(InstantSource.system(), new Random(1)));

	private final ComputeManagementClient compute = new ComputeManagementClientBuilder().pipeline(this.pipeline)
		.endpoint(BASE)
		.subscriptionId("sub")
		.buildClient();

	private final NetworkManagementClient network = new NetworkManagementClientBuilder().pipeline(this.pipeline)
		.endpoint(BASE)
		.subscriptionId("sub")
		.buildClient();

	private final ResourceManagementClient resources = new ResourceManagementClientBuilder().pipeline(this.pipeline)
		.endpoint(BASE)
		.subscriptionId("sub")
		.buildClient();

	@Test
	void asksForResourcesAsTheSdkDoes() throws Exception {
		this.ours.resources(SUBSCRIPTION, new ArmRequestCounter());
		this.ours.resources(GROUP, new ArmRequestCounter());
		asks(() -> all(this.resources.getResources().list(FILTER, null, null, Context.NONE)),
				() -> all(this.resources.getResources().listByResourceGroup("rg", FILTER, null, null, Context.NONE)));
	}

	@Test
	void asksForVmsAsTheSdkDoes() throws Exception {
		this.ours.vms(SUBSCRIPTION, new ArmRequestCounter());
		this.ours.vms(GROUP, new ArmRequestCounter());
		this.ours.powerStates("sub", new ArmRequestCounter());
		this.ours.flexibleVms(SET, new ArmRequestCounter());
		asks(() -> all(this.compute.getVirtualMachines().list(null, null, null, Context.NONE)),
				() -> all(this.compute.getVirtualMachines().listByResourceGroup("rg", null, null, Context.NONE)),
				() -> all(this.compute.getVirtualMachines().list("true", null, null, Context.NONE)),
				() -> all(this.compute.getVirtualMachines()
					.listByResourceGroup("rg", "'virtualMachineScaleSet/id' eq '" + SET + "'",
							ExpandTypeForListVMs.INSTANCE_VIEW, Context.NONE)));
	}

	@Test
	void asksForScaleSetsAsTheSdkDoes() throws Exception {
		this.ours.setVms(SET, new ArmRequestCounter());
		this.ours.scaleSet(SET, new ArmRequestCounter());
		asks(() -> all(this.compute.getVirtualMachineScaleSetVMs()
			.list("rg", "web", null, null, "instanceView", Context.NONE)),
				() -> this.compute.getVirtualMachineScaleSets()
					.getByResourceGroupWithResponse("rg", "web", null, Context.NONE));
	}

	@Test
	void asksForAddressesAsTheSdkDoes() throws Exception {
		this.ours.nics(SUBSCRIPTION, new ArmRequestCounter());
		this.ours.nics(GROUP, new ArmRequestCounter());
		this.ours.setNics(SET, new ArmRequestCounter());
		this.ours.publicAddresses(SUBSCRIPTION, new ArmRequestCounter());
		this.ours.publicAddresses(GROUP, new ArmRequestCounter());
		this.ours.setPublicAddresses(SET, new ArmRequestCounter());
		asks(() -> all(this.network.getNetworkInterfaces().list(Context.NONE)),
				() -> all(this.network.getNetworkInterfaces().listByResourceGroup("rg", Context.NONE)),
				() -> all(this.network.getNetworkInterfaces()
					.listVirtualMachineScaleSetNetworkInterfaces("rg", "web", Context.NONE)),
				() -> all(this.network.getPublicIpAddresses().list(Context.NONE)),
				() -> all(this.network.getPublicIpAddresses().listByResourceGroup("rg", Context.NONE)),
				() -> all(this.network.getPublicIpAddresses()
					.listVirtualMachineScaleSetPublicIpAddresses("rg", "web", Context.NONE)));
	}

	@Test
	void aNativeImageHasTheProxiesOfTheRequests() {
		for (Class<?> requests : List.of(ComputeRequests.class, NetworkRequests.class, ResourceRequests.class)) {
			for (String file : List.of("proxy-config.json", "reflect-config.json")) {
				assertThat(requests.getResourceAsStream(
						"/META-INF/native-image/io.github.azurediscovery/azure-discovery-core/" + file))
					.asString(StandardCharsets.UTF_8)
					.contains('"' + requests.getName() + '"');
			}
		}
	}

	/** Compare what was sent until now with what the SDK sends. */
	private void asks(Runnable... bySdk) {
		List<String> byUs = List.copyOf(this.sent);
		this.sent.clear();
		Arrays.stream(bySdk).forEach(Runnable::run);
		assertThat(byUs).isNotEmpty().isEqualTo(this.sent);
	}

	private static void all(Iterable<?> list) {
		assertThat(list).isEmpty();
	}

	/** The order of parameters means nothing. */
	private static String text(HttpRequest request) {
		URI uri = URI.create(request.getUrl().toString().replace(" ", "%20"));
		return request.getHttpMethod() + " " + uri.getRawPath() + "?"
				+ Arrays.stream(uri.getRawQuery().split("&", -1)).sorted().collect(Collectors.joining("&"));
	}

}
