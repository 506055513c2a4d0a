package io.github.azurediscovery.azure.inventory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmReportedState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FlexibleSetCrossCheckTests {

	private static final AzureResourceId SET = AzureResourceId.scaleSet("s", "g", "set");

	private final FlexibleSetCrossCheck crossCheck = new FlexibleSetCrossCheck(SET);

	private static ListedResource vm(String name, @Nullable AzureResourceId manager) {
		return new ListedResource(id(name), name, null, ResourceTags.NONE, manager, null);
	}

	private static AzureResourceId id(String name) {
		return AzureResourceId
			.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/" + name);
	}

	private static ScopeVmListing listing(@Nullable Integer capacity, ListedResource... vms) {
		Map<AzureResourceId, ListedResource> byId = new HashMap<>();
		Arrays.stream(vms).forEach((vm) -> byId.put(vm.id(), vm));
		return new ScopeVmListing(byId, Map.of(),
				Map.of(SET, new ListedResource(SET, "set", null, ResourceTags.NONE, null, capacity)), List.of(),
				Map.of());
	}

	private static Map<AzureResourceId, VmDetails> reported(String... names) {
		return reported(false, names);
	}

	private static Map<AzureResourceId, VmDetails> reported(boolean standby, String... names) {
		Map<AzureResourceId, VmDetails> reported = new HashMap<>();
		Arrays.stream(names)
			.forEach((name) -> reported.put(id(name), new VmDetails(id(name), name, null, null, null, null, null, null,
					null, null, null, null, new VmReportedState("running", "succeeded", null, standby))));
		return reported;
	}

	@Test
	void agreeingListsDoNotContradict() {
		this.crossCheck.computeAnswered(listing(2));
		assertThat(this.crossCheck.contradictions(listing(2, vm("a", SET), vm("b", SET), vm("c", null)),
				reported("a", "b")))
			.isEmpty();
	}

	@Test
	void missingInformationDoesNotContradict() {
		this.crossCheck.computeAnswered(listing(null));
		assertThat(this.crossCheck.contradictions(listing(null, vm("a", null), vm("b", null)), reported("a", "b")))
			.isEmpty();
	}

	@Test
	void aCapacityOtherThanTheNumberOfMembersContradicts() {
		this.crossCheck.computeAnswered(listing(3));
		assertThat(this.crossCheck.contradictions(listing(3, vm("a", null), vm("b", null)), reported("a", "b")))
			.hasSize(1);
	}

	@Test
	void aChangedCapacityContradicts() {
		this.crossCheck.computeAnswered(listing(3));
		assertThat(this.crossCheck.contradictions(listing(2, vm("a", null), vm("b", null)), reported("a", "b")))
			.hasSize(1);
	}

	@Test
	void vmsInTheStandbyPoolDoNotCount() {
		this.crossCheck.computeAnswered(listing(0));
		assertThat(this.crossCheck.contradictions(listing(0, vm("a", null)), reported(true, "a"))).isEmpty();
	}

	@Test
	void deletedVmsDoNotCount() {
		this.crossCheck.computeAnswered(listing(1));
		assertThat(this.crossCheck.contradictions(listing(1, vm("a", SET)), reported("a", "gone"))).isEmpty();
	}

	@Test
	void aManagedVmThatComputeDidNotReportContradicts() {
		this.crossCheck.computeAnswered(listing(null));
		assertThat(this.crossCheck.contradictions(listing(null, vm("a", SET), vm("b", SET)), reported("a")).toArray())
			.containsExactly(id("b"));
	}

	@Test
	void aMemberThatTheSetDoesNotManageContradicts() {
		this.crossCheck.computeAnswered(listing(null));
		assertThat(this.crossCheck.contradictions(listing(null, vm("a", SET), vm("b", null)), reported("a", "b"))
			.toArray()).containsExactly(id("b"));
	}

	@Test
	void vmsMissingFromBothListsHaveLeft() {
		assertThat(this.crossCheck.possibleMembers(listing(1, vm("a", null), vm("b", null)), reported("a")))
			.containsOnly(id("a"));
		assertThat(this.crossCheck.possibleMembers(listing(null, vm("a", SET), vm("b", null)), reported("a")))
			.containsOnly(id("a"));
	}

	@Test
	void vmsMissingFromOneListMayBeMembers() {
		assertThat(this.crossCheck.possibleMembers(listing(2, vm("a", null), vm("b", null)), reported("a")))
			.contains(id("b"));
		assertThat(this.crossCheck.possibleMembers(listing(2, vm("a", SET), vm("b", SET)), reported("a")))
			.contains(id("b"));
		assertThat(this.crossCheck.possibleMembers(listing(null, vm("a", null), vm("b", null)), reported("a")))
			.contains(id("b"));
	}

	@Test
	void vmsMissingFromTheListOfResourcesAreNoMembers() {
		assertThat(this.crossCheck.possibleMembers(listing(null, vm("a", null)), reported("a", "gone")))
			.containsOnly(id("a"));
	}

}
