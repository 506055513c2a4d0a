package io.github.azurediscovery.wire;

import java.util.List;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.test.SimulatedAzure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A refresh on demand queries the status as well. */
class OnDemandWireTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final WireFixture wire = WireFixture.to(this.azure,
			AzureServiceDefinition.of("uni", new AzureServiceDefinition.ScaleSet("uni"), 8080),
			AzureServiceDefinition.of("flex", new AzureServiceDefinition.ScaleSet("flex"), 8080),
			AzureServiceDefinition.of("vms", new AzureServiceDefinition.Names(List.of("vm-*")), 8080));

	@BeforeEach
	void allVmsRun() throws Exception {
		this.azure.scaleSet("uni").uniform().instances(2);
		this.azure.scaleSet("flex").flexible().instances(2);
		this.azure.resourceGroup().vms("vm-", 2);
		this.wire.fetchAll();
	}

	@AfterEach
	void close() {
		this.wire.close();
	}

	@Test
	void aScheduledRoundReadsTheStatusOnlyAtItsOwnInterval() throws Exception {
		this.azure.scaleSet("uni").instance(0).deallocate();
		assertThat(this.wire.fetch("scale-set:uni").instances()).hasSize(2);
	}

	@Test
	void aRoundOnDemandReadsTheStatusOfScaleSets() throws Exception {
		this.azure.scaleSet("uni").instance(0).deallocate();
		this.azure.scaleSet("flex").instance(1).deallocate();
		assertThat(this.wire.fetchOnDemand("scale-set:uni").rejected()).extracting(Rejection::detail)
			.containsExactly("deallocated");
		assertThat(this.wire.fetchOnDemand("scale-set:flex").rejected()).extracting(Rejection::detail)
			.containsExactly("deallocated");
	}

	@Test
	void aRoundOnDemandReadsThePowerStateOfStandaloneVms() throws Exception {
		this.azure.resourceGroup()
			.vms()
			.stream()
			.filter((vm) -> vm.name().startsWith("vm-"))
			.findFirst()
			.orElseThrow()
			.deallocate();
		assertThat(this.wire.fetchOnDemand("names:vms").instances()).hasSize(1);
	}

}
