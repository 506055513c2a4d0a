package io.github.azurediscovery.azure.inventory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ListedResource;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.VmDetails;
import io.github.azurediscovery.azure.resource.VmState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FlexibleSetCrossCheckTests {

	private static final AzureResourceId SET = AzureResourceId.scaleSet("s", "g", "set");

	private final FlexibleSetCrossCheck word = new FlexibleSetCrossCheck(SET);

	private static ListedResource vm(String name, @Nullable AzureResourceId manager) {
		return new ListedResource(id(name), name, null, ResourceTags.NONE, manager, null);
	}

	private static AzureResourceId id(String name) {
		return AzureResourceId
			.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/" + name);
	}

	private static ScopeListing membership(@Nullable Integer capacity, ListedResource... vms) {
		Map<AzureResourceId, ListedResource> byId = new HashMap<>();
		Arrays.stream(vms).forEach((vm) -> byId.put(vm.id(), vm));
		return new ScopeListing(byId, Map.of(),
				Map.of(SET, new ListedResource(SET, "set", null, ResourceTags.NONE, null, capacity)), List.of(),
				Map.of());
	}

	private static Map<AzureResourceId, VmDetails> told(String... names) {
		return told(false, names);
	}

	private static Map<AzureResourceId, VmDetails> told(boolean standby, String... names) {
		Map<AzureResourceId, VmDetails> told = new HashMap<>();
		Arrays.stream(names)
			.forEach((name) -> told.put(id(name), new VmDetails(id(name), name, null, null, null, null, null, null,
					null, null, null, new VmState("running", "succeeded", null, standby))));
		return told;
	}

	@Test
	void whereBothListsAgreeThereIsNoDoubt() {
		this.word.answered(membership(2));
		assertThat(this.word.doubts(membership(2, vm("a", SET), vm("b", SET), vm("c", null)), told("a", "b")))
			.isEmpty();
	}

	@Test
	void whatIsNotToldIsNoDoubt() {
		this.word.answered(membership(null));
		assertThat(this.word.doubts(membership(null, vm("a", null), vm("b", null)), told("a", "b"))).isEmpty();
	}

	@Test
	void anotherNumberThanThatOfTheMembersIsDoubtful() {
		this.word.answered(membership(3));
		assertThat(this.word.doubts(membership(3, vm("a", null), vm("b", null)), told("a", "b"))).hasSize(1);
	}

	@Test
	void anotherNumberThanBeforeIsDoubtful() {
		this.word.answered(membership(3));
		assertThat(this.word.doubts(membership(2, vm("a", null), vm("b", null)), told("a", "b"))).hasSize(1);
	}

	@Test
	void whoWaitsInTheStandbyPoolDoesNotCount() {
		this.word.answered(membership(0));
		assertThat(this.word.doubts(membership(0, vm("a", null)), told(true, "a"))).isEmpty();
	}

	@Test
	void whoIsGoneDoesNotCount() {
		this.word.answered(membership(1));
		assertThat(this.word.doubts(membership(1, vm("a", SET)), told("a", "gone"))).isEmpty();
	}

	@Test
	void aVmThatTheSetIsSaidToManageAndComputeDidNotTellIsDoubtful() {
		this.word.answered(membership(null));
		assertThat(this.word.doubts(membership(null, vm("a", SET), vm("b", SET)), told("a")).toArray())
			.containsExactly(id("b"));
	}

	@Test
	void aMemberThatTheSetDoesNotManageIsDoubtfulWhereManagersAreTold() {
		this.word.answered(membership(null));
		assertThat(this.word.doubts(membership(null, vm("a", SET), vm("b", null)), told("a", "b")).toArray())
			.containsExactly(id("b"));
	}

	@Test
	void whatBothListsLackHasLeft() {
		assertThat(this.word.possible(membership(1, vm("a", null), vm("b", null)), told("a"))).containsOnly(id("a"));
		assertThat(this.word.possible(membership(null, vm("a", SET), vm("b", null)), told("a"))).containsOnly(id("a"));
	}

	@Test
	void whoDropsOutOfOneListIsStillPossible() {
		assertThat(this.word.possible(membership(2, vm("a", null), vm("b", null)), told("a"))).contains(id("b"));
		assertThat(this.word.possible(membership(2, vm("a", SET), vm("b", SET)), told("a"))).contains(id("b"));
		assertThat(this.word.possible(membership(null, vm("a", null), vm("b", null)), told("a"))).contains(id("b"));
	}

	@Test
	void whoIsGoneFromTheListOfResourcesIsNot() {
		assertThat(this.word.possible(membership(null, vm("a", null)), told("a", "gone"))).containsOnly(id("a"));
	}

}
