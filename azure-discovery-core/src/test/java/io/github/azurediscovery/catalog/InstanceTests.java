package io.github.azurediscovery.catalog;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InstanceTests {

	@Test
	void anotherVmUnderTheSameNameReplacesTheFirst() {
		assertThat(vm("vm-1").isReplacedBy(vm("vm-2"))).isTrue();
	}

	@Test
	void theSameVmReplacesNothing() {
		assertThat(vm("vm-1").isReplacedBy(vm("vm-1"))).isFalse();
	}

	@Test
	void whereAzureHasNotToldTheVmIdOfBothNothingIsKnown() {
		Instance unknown = Instance.of("orders/a", "orders", "10.0.0.1", 80).build();
		assertThat(unknown.isReplacedBy(vm("vm-2"))).isFalse();
		assertThat(vm("vm-2").isReplacedBy(unknown)).isFalse();
	}

	private static Instance vm(String vmId) {
		return Instance.of("orders/a", "orders", "10.0.0.1", 80).vmId(vmId).build();
	}

}
