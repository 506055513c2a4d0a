package io.github.azurediscovery.azure.lookup;

import java.util.Arrays;
import java.util.List;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmReportedState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What follows from a sequence of states, not from the last one alone. */
class VmReportedStateTests {

	private static final AzureResourceId ID = AzureResourceId
		.of("/subscriptions/s/resourceGroups/g/providers/p/virtualMachines/vm");

	private static VmDetails vm(String vmId, String power, String provisioning) {
		return new VmDetails(ID, "vm", vmId, null, null, null, null, null, null, null, null, null,
				new VmReportedState(power, provisioning, null, null));
	}

	/** Return which of the states, one after the other, make the VM a member. */
	private static List<Boolean> members(VmDetails... states) {
		VmDetails[] before = new VmDetails[1];
		return Arrays.stream(states).map((state) -> {
			before[0] = state.after(before[0]);
			return PlatformStatusReader.objection(before[0]) == null;
		}).toList();
	}

	private static List<Boolean> provisioned(String... provisioning) {
		return members(Arrays.stream(provisioning).map((state) -> vm("1", "running", state)).toArray(VmDetails[]::new));
	}

	@Test
	void aDeletionThatIsTriedAgainGoesOn() {
		assertThat(provisioned("succeeded", "deleting", "failed", "deleting", "failed", "failed")).containsExactly(true,
				false, false, false, false, false);
	}

	@ParameterizedTest
	@CsvSource({ "succeeded", "updating" })
	void anotherOperationEndsADeletion(String operation) {
		assertThat(provisioned("deleting", "failed", operation, "failed")).containsExactly(false, false, true, true);
	}

	@ParameterizedTest
	@CsvSource({ "creating", "migrating", "," })
	void nothingElseEndsADeletion(String state) {
		assertThat(provisioned("deleting", state, "failed")).containsExactly(false, false, false);
	}

	@ParameterizedTest
	@CsvSource({ "unknown", "," })
	void aVmThatWasNeverSeenUpIsNoMemberWhileItIsCreated(String power) {
		assertThat(members(vm("1", power, "creating"), vm("1", power, "creating"), vm("1", "running", "creating"),
				vm("1", "running", "succeeded")))
			.containsExactly(false, false, true, true);
	}

	@ParameterizedTest
	@CsvSource({ "running,creating", "unknown,succeeded", ",succeeded" })
	void missingDataRemovesNoVmThatHasBeenUp(String power, String provisioning) {
		assertThat(members(vm("1", power, provisioning), vm("1", null, "updating"), vm("1", null, "creating"),
				vm("1", "unknown", "creating")))
			.containsOnly(true);
	}

	@Test
	void anotherVmOfTheNameWasNeverSeenUp() {
		assertThat(members(vm("1", "running", "succeeded"), vm("2", null, "creating"))).containsExactly(true, false);
	}

	@Test
	void aVmThatIsMadeAgainIsNoMemberUntilOneTryGoesWell() {
		assertThat(members(vm("1", null, "creating"), vm("2", null, "creating"), vm("3", "starting", "creating"),
				vm("3", "running", "creating")))
			.containsExactly(false, false, false, true);
	}

	@Test
	void aCreationThatWasGivenUpIsAFailureAndSaysNothing() {
		assertThat(provisioned("failed")).containsExactly(true);
	}

	@Test
	void aFailureWithoutADeletionSaysNothing() {
		assertThat(provisioned("failed", "succeeded", "failed")).containsExactly(true, true, true);
	}

	@Test
	void aNewVmOfTheSameNameStartsAfresh() {
		assertThat(members(vm("1", "running", "deleting"), vm("2", "running", "failed"))).containsExactly(false, true);
	}

	@Test
	void aVmOfUnknownIdentityIsTheSame() {
		assertThat(members(vm("1", "running", "deleting"), vm(null, "running", "failed"))).containsExactly(false,
				false);
	}

	@Test
	void equalDetailsAreTheSameObject() {
		VmDetails deleting = vm("1", "running", "deleting").after(vm("1", "running", "succeeded"));
		assertThat(vm("1", "running", "failed").after(deleting)).isSameAs(deleting);
	}

}
