package io.github.azurediscovery.test.junit;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The JUnit extension.
 */
@ExtendWith(SimulatedAzureExtension.class)
class SimulatedAzureExtensionTests {

	private static SimulatedAzure shared;

	private final SimulatedAzure constructed;

	SimulatedAzureExtensionTests(SimulatedAzure azure) {
		this.constructed = azure;
	}

	@BeforeAll
	static void remember(SimulatedAzure azure) {
		shared = azure;
	}

	@BeforeEach
	void prepare(SimulatedAzure azure) {
		assertThat(azure.resourceGroup().vms()).isEmpty();
		azure.vm("orders-1");
	}

	@RepeatedTest(2)
	void isEmptyAtTheBeginningOfEveryTest(SimulatedAzure azure) {
		assertThat(azure.resourceGroup().vms()).hasSize(1);
		azure.vm("orders-2");
		azure.fault(AzureFault.html(), AzureOperation.arm());
	}

	@Test
	void isTheSameWithinAClass(SimulatedAzure azure) {
		assertThat(azure).isSameAs(shared).isSameAs(this.constructed);
	}

	@Nested
	class InANestedClass {

		@Test
		void isTheSame(SimulatedAzure azure) {
			assertThat(azure).isSameAs(shared);
			assertThat(azure.resourceGroup().vms()).hasSize(1);
		}

	}

}
