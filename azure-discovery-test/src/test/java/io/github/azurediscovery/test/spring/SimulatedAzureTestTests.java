package io.github.azurediscovery.test.spring;

import java.util.UUID;

import io.github.azurediscovery.test.SimulatedAzure;
import io.github.azurediscovery.test.http.AzureFault;
import io.github.azurediscovery.test.http.AzureOperation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The annotation for tests with a Spring context.
 */
@SpringJUnitConfig
@SimulatedAzureTest
@TestPropertySource(properties = "azure.discovery.scope.resource-groups=mine")
class SimulatedAzureTestTests {

	private static UUID seen;

	@Autowired
	private SimulatedAzure azure;

	@Autowired
	private Environment environment;

	@AzureSetup
	static void estate(SimulatedAzure azure) {
		azure.vm("orders-1");
	}

	@Test
	void leadsTheContextToTheSimulatedAzure() {
		assertThat(this.environment.getProperty("azure.discovery.endpoints.resource-manager"))
			.isEqualTo(this.azure.armEndpoint().toString());
		assertThat(this.environment.getProperty("azure.discovery.endpoints.imds"))
			.isEqualTo(this.azure.imdsEndpoint().toString());
		assertThat(this.environment.getProperty("azure.discovery.credential.type")).isEqualTo("none");
		assertThat(this.environment.getProperty("azure.discovery.scope.subscriptions"))
			.isEqualTo(SimulatedAzure.SUBSCRIPTION);
	}

	@Test
	void letsPropertiesOfTheTestWin() {
		assertThat(this.environment.getProperty("azure.discovery.scope.resource-groups")).isEqualTo("mine");
	}

	@RepeatedTest(2)
	void isAsTheTestClassSaysAtTheBeginningOfEveryTest() {
		assertThat(this.azure.resourceGroup().vms()).singleElement()
			.satisfies((vm) -> assertThat(vm.power()).isEqualTo("running"));
		this.azure.vm("orders-1").stop();
		this.azure.vm("orders-2");
		this.azure.fault(AzureFault.html(), AzureOperation.arm());
	}

	@RepeatedTest(2)
	void keepsTheIdentityOfVmsBetweenTests() {
		UUID vmId = this.azure.vm("orders-1").vmId();
		if (seen == null) {
			seen = vmId;
		}
		assertThat(vmId).isEqualTo(seen);
	}

	@Test
	void refusesAnEstateMethodItCannotCall() {
		assertThatIllegalStateException().isThrownBy(() -> AzureSetupMethods.of(Wrong.class))
			.withMessageContaining("must be static and have one parameter");
	}

	@Nested
	class InANestedClass {

		@AzureSetup
		static void more(SimulatedAzure azure) {
			azure.vm("payments-1");
		}

		@Test
		void theEstateOfTheOuterClassComesFirst(@Autowired SimulatedAzure nested) {
			assertThat(nested.resourceGroup().vms()).extracting((vm) -> vm.name())
				.containsExactly("orders-1", "payments-1");
		}

	}

	static class Wrong {

		@AzureSetup
		void estate() {
		}

	}

}
