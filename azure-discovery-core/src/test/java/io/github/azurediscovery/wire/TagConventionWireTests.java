package io.github.azurediscovery.wire;

import io.github.azurediscovery.catalog.Instance;
import io.github.azurediscovery.catalog.PlatformStatus;
import io.github.azurediscovery.source.SourceAnswer;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TagConventionWireTests {

	private final SimulatedAzure azure = SimulatedAzure.start();

	private final WireFixture wire = WireFixture.to(this.azure);

	@AfterEach
	void close() {
		this.wire.close();
	}

	@Test
	void findsVmsThatNameAServiceAndAPort() throws Exception {
		SimulatedVm vm = this.azure.vm("orders-1")
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.zone("2");
		this.azure.vm("other");
		SourceAnswer answer = this.wire.fetch("tags");
		assertThat(answer.instances()).hasSize(1);
		Instance instance = answer.instances().get(0);
		assertThat(instance.service()).isEqualTo("orders");
		assertThat(instance.host()).isEqualTo(vm.address());
		assertThat(instance.port()).isEqualTo(8080);
		assertThat(instance.id()).isEqualTo(WireFixture.instanceId(vm));
		assertThat(instance.vmId()).isEqualTo(vm.vmId().toString());
		assertThat(instance.zone()).isEqualTo("2");
		assertThat(instance.platform()).isEqualTo(PlatformStatus.RUNNING);
		assertThat(instance.metadata()).containsEntry("zone", "2").containsEntry("vm-name", "orders-1");
		assertThat(answer.rejected()).isEmpty();
	}

	@Test
	void instancesOfTaggedScaleSetsInheritTheTags() throws Exception {
		this.azure.scaleSet("uniform")
			.uniform()
			.tag("Discovery:Service:Name", "orders")
			.tag("Discovery:Service:Port", "8080")
			.instances(3);
		this.azure.scaleSet("flexible")
			.tag("Discovery:Service:Name", "payments")
			.tag("Discovery:Service:Port", "9090")
			.instances(2);
		SourceAnswer answer = this.wire.fetch("tags");
		assertThat(answer.instances()).filteredOn((instance) -> instance.service().equals("orders")).hasSize(3);
		assertThat(answer.instances()).filteredOn((instance) -> instance.service().equals("payments")).hasSize(2);
		assertThat(answer.rejected()).isEmpty();
	}

}
