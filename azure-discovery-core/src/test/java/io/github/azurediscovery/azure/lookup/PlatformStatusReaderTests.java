package io.github.azurediscovery.azure.lookup;

import io.github.azurediscovery.azure.inventory.VmObjection;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.HealthStates;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmReportedState;
import io.github.azurediscovery.catalog.PlatformStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlatformStatusReaderTests {

	private static VmDetails vm(String power, String provisioning, String health) {
		return vm(new VmReportedState(power, provisioning, health, null));
	}

	private static VmDetails vm(VmReportedState state) {
		return new VmDetails(AzureResourceId.of("/subscriptions/s/resourceGroups/g/providers/p/virtualMachines/vm"),
				"vm", null, null, null, null, null, null, null, null, null, null, state);
	}

	@ParameterizedTest
	@CsvSource({ "running,,", "starting,,", "creating,,", "unknown,,", ",,", "stopping,,stopping", "stopped,,stopped",
			"deallocating,,deallocating", "deallocated,,deallocated", "hibernating,,hibernating",
			"hibernated,,hibernated", "running,failed,", "running,updating,", "running,migrating,", ",failed,",
			"running,deleting,being deleted", ",deleting,being deleted", "running,creating,", ",creating,being created",
			"unknown,creating,being created", "starting,creating,being created" })
	void onlyADefiniteStateRejectsAVm(String power, String provisioning, String reason) {
		assertThat(reason(vm(power, provisioning, null))).isEqualTo(reason);
	}

	@ParameterizedTest
	@CsvSource({ "running,,BINARY,RUNNING", "running,healthy,BINARY,RUNNING", "running,unhealthy,BINARY,UNHEALTHY",
			"running,initializing,RICH,INITIALIZING", "running,unknown,RICH,UNHEALTHY",
			"running,unknown,BINARY,RUNNING", ",,BINARY,UNKNOWN", "starting,,BINARY,UNKNOWN",
			",healthy,BINARY,UNKNOWN" })
	void healthRefinesThePowerState(String power, String health, HealthStates states, PlatformStatus status) {
		assertThat(PlatformStatusReader.status(vm(power, null, health), states)).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "running,true,in the standby pool", "deallocated,true,in the standby pool",
			",true,in the standby pool", "running,false,", "deallocated,false,deallocated", ",false,", "running,," })
	void aVmInAStandbyPoolIsNoMember(String power, Boolean standby, String reason) {
		assertThat(reason(vm(new VmReportedState(power, "succeeded", null, standby)))).isEqualTo(reason);
	}

	private static @Nullable String reason(VmDetails vm) {
		VmObjection objection = PlatformStatusReader.objection(vm);
		return (objection != null) ? objection.detail() : null;
	}

	@Test
	void unknownStatesRejectNoVm() {
		assertThat(PlatformStatusReader.objection(null)).isNull();
		assertThat(PlatformStatusReader.status(null, HealthStates.RICH)).isEqualTo(PlatformStatus.UNKNOWN);
	}

}
