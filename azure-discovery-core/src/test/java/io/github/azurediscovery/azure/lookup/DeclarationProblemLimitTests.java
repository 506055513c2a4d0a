package io.github.azurediscovery.azure.lookup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.azurediscovery.azure.inventory.DiscoveredVm;
import io.github.azurediscovery.azure.lookup.DeclaredServices.DeclarationProblem;
import io.github.azurediscovery.azure.lookup.ServiceVmLookup.DeclaringVm;
import io.github.azurediscovery.azure.resource.AzureResourceId;
import io.github.azurediscovery.azure.resource.ResourceTags;
import io.github.azurediscovery.azure.resource.VmIdentity;
import io.github.azurediscovery.catalog.Rejection;
import io.github.azurediscovery.catalog.RejectionReason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeclarationProblemLimitTests {

	private final DeclarationProblemLimit limit = new DeclarationProblemLimit(5);

	private final List<Rejection> rejected = new ArrayList<>();

	@Test
	void upToTheLimitNothingChanges() {
		List<DeclaringVm> vms = List.of(vm("a", 2), vm("b", 3));
		assertThat(this.limit.tell(vms, this.rejected)).isSameAs(vms);
		assertThat(this.rejected).isEmpty();
	}

	@Test
	void theOthersAreCountedAndNoServiceIsLost() {
		List<DeclaringVm> told = this.limit.tell(List.of(vm("a", 2), vm("b", 9), vm("c", 3)), this.rejected);
		assertThat(told).extracting((vm) -> vm.declared().problems().size()).containsExactly(2, 3, 0);
		assertThat(told).allMatch((vm) -> vm.declared().bindings().size() == 1);
		assertThat(this.rejected)
			.containsExactly(new Rejection("…", null, RejectionReason.OTHER, "and 9 more problems of tags"));
	}

	@Test
	void theOrderOfTheListsDoesNotMatter() {
		List<DeclaringVm> vms = List.of(vm("c", 4), vm("a", 4), vm("b", 4));
		assertThat(this.limit.tell(vms, this.rejected)).extracting((vm) -> vm.declared().problems().size())
			.containsExactly(0, 4, 1);
	}

	private static DeclaringVm vm(String name, int problems) {
		AzureResourceId id = AzureResourceId
			.of("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/" + name);
		DeclarationProblem problem = new DeclarationProblem(null, RejectionReason.INVALID_SERVICE_ID, "bad name");
		return new DeclaringVm(
				new DiscoveredVm(id, VmIdentity.of(id, null), name, null, ResourceTags.NONE, null, null, List.of(),
						Map.of()),
				new DeclaredServices(List.of(ServiceBinding.plain("orders", 80)),
						Collections.nCopies(problems, problem)));
	}

}
