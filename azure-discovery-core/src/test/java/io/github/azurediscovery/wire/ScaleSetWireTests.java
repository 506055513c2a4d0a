package io.github.azurediscovery.wire;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.test.SimulatedAzure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScaleSetWireTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final WireFixture wire = WireFixture.to(this.azure,
			AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("uni"), 8080),
			AzureServiceDefinition.of("payments", new AzureServiceDefinition.ScaleSet("flex"), 9090));

	@AfterEach
	void close() {
		this.wire.close();
	}

	@Test
	void findsTheInstancesOfAUniformSet() throws Exception {
		this.azure.scaleSet("uni").uniform().instances(3).overprovisioned(2);
		SourceAnswer answer = this.wire.fetch("scale-set:orders");
		assertThat(answer.instances()).hasSize(3).allMatch((instance) -> "uni".equals(instance.scaleSet()));
		assertThat(answer.rejected()).hasSize(2).allMatch((rejected) -> rejected.detail().contains("without a VM"));
	}

	@Test
	void findsTheInstancesOfAFlexibleSet() throws Exception {
		this.azure.scaleSet("flex").instances(3);
		this.azure.vm("stranger");
		SourceAnswer answer = this.wire.fetch("scale-set:payments");
		assertThat(answer.instances()).hasSize(3).allMatch((instance) -> "flex".equals(instance.scaleSet()));
		assertThat(answer.rejected()).isEmpty();
	}

}
