package io.github.azurediscovery.wire;

import java.util.List;

import io.github.azurediscovery.azure.AzureServiceDefinition;
import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.estate.SimulatedVm;

/** Three instances of the service {@code orders}, of each kind there is. */
enum SmallFleet {

	UNIFORM_SET {

		@Override
		List<SimulatedVm> three(SimulatedAzure azure) {
			return azure.scaleSet("orders").uniform().instances(3).instances();
		}

		@Override
		SimulatedVm fourth(SimulatedAzure azure) {
			return azure.scaleSet("orders").scaleOut(1).get(0);
		}

	},

	FLEXIBLE_SET {

		@Override
		List<SimulatedVm> three(SimulatedAzure azure) {
			return azure.scaleSet("orders").flexible().instances(3).instances();
		}

		@Override
		SimulatedVm fourth(SimulatedAzure azure) {
			return azure.scaleSet("orders").scaleOut(1).get(0);
		}

	},

	TAGGED_VMS {

		@Override
		List<SimulatedVm> three(SimulatedAzure azure) {
			return azure.resourceGroup().vms("orders", 3).stream().map(SmallFleet::tagged).toList();
		}

		@Override
		SimulatedVm fourth(SimulatedAzure azure) {
			return tagged(azure.vm("orders-4"));
		}

	};

	abstract List<SimulatedVm> three(SimulatedAzure azure);

	abstract SimulatedVm fourth(SimulatedAzure azure);

	String source() {
		return (this == TAGGED_VMS) ? "tags" : "scale-set:orders";
	}

	WireFixture wire(SimulatedAzure azure) {
		return (this == TAGGED_VMS) ? WireFixture.to(azure) : WireFixture.to(azure,
				AzureServiceDefinition.of("orders", new AzureServiceDefinition.ScaleSet("orders"), 8080));
	}

	static SimulatedVm tagged(SimulatedVm vm) {
		return vm.tag("Discovery:Service:Name", "orders").tag("Discovery:Service:Port", "8080");
	}

}
