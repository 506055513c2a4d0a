package io.github.azurediscovery.azure.lookup;

import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.azure.AzureSettings;
import io.github.azurediscovery.azure.TagSettings;
import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.Nic;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.VmIdentity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No tag leads callers to another port of a service whose port is configured. */
class ConfiguredPortTests {

	private static final AzureResourceId VM = AzureResourceId
		.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm");

	@ParameterizedTest
	@ValueSource(strings = { "gRPC_port", "grpc_port", "GRPC_PORT", "gRPC.port", "grpc-port" })
	void aTagSetsNoGrpcPortOfAServiceWithAConfiguredPort(String key) {
		assertThat(metadata("orders", 8080, key)).containsEntry("tier", "gold").doesNotContainKey(key);
	}

	@Test
	void aTagSetsTheGrpcPortWhereTheConfigurationLeavesThePortToTags() {
		assertThat(metadata("orders", null, "gRPC_port")).containsEntry("gRPC_port", "9090");
		assertThat(metadata("other", 8080, "gRPC_port")).containsEntry("gRPC_port", "9090");
	}

	@Test
	void aListedTagIsNoException() {
		assertThat(metadata("orders", 8080, "gRPC_port", "gRPC_port")).doesNotContainKey("gRPC_port");
	}

	private static Map<String, String> metadata(String configured, @Nullable Integer port, String key) {
		return metadata(configured, port, key, "Discovery:Metadata:" + key);
	}

	private static Map<String, String> metadata(String configured, @Nullable Integer port, String key, String tag) {
		AzureServiceDefinition service = AzureServiceDefinition
			.builder(configured, new AzureServiceDefinition.ScaleSet("set"))
			.port(port)
			.build();
		AzureSettings settings = AzureSettings.builder()
			.services(List.of(service))
			.tags(TagSettings.DEFAULT.toBuilder().metadata(List.of(key)).build())
			.build();
		DiscoveredVm vm = new DiscoveredVm(VM, new VmIdentity("id", "id"), "vm", null,
				ResourceTags.of(Map.of(tag, "9090", "Discovery:Metadata:tier", "gold")), null, null, List.of(nic()),
				Map.of());
		return new VmInstanceFactory(settings, LocalVmIdentity.of(null, null), "test")
			.decide(vm, new DeclaredServices(List.of(ServiceBinding.plain("orders", 8080)), List.of()))
			.instances()
			.get(0)
			.metadata();
	}

	private static Nic nic() {
		AzureResourceId id = AzureResourceId
			.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/nic");
		return new Nic(id, VM, true, null, null, ResourceTags.NONE,
				List.of(new Nic.IpConfiguration("10.0.0.1", false, true, null)));
	}

}
